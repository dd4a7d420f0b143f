import { mkdir } from "node:fs/promises";
import { lockFolder, type OwnerLock } from "../../analysis/store/lock.ts";
import { Fatal, messageOf } from "../../ingest/base/errors.ts";
import { consoleReport, type Report } from "../../ingest/base/report.ts";
import { runMain } from "../../ingest/base/run_main.ts";
import { readSettings } from "../../ingest/base/settings.ts";
import { helpText } from "../../ingest/help.ts";
import { findOwner } from "../operate/owner_client.ts";
import { pagesFolder } from "../serve/pages_folder.ts";
import { makeByOwner } from "./make_by_owner.ts";
import { makeHere } from "./make_here.ts";
import type { MadeReport } from "./make_report.ts";
import { exportOptionHelp, parseExportOptions } from "./options.ts";
import { outputFiles } from "./output_files.ts";
import { Refused } from "./refused.ts";
import type { ExportRequest } from "./request.ts";
import { checkPaths, saveFiles } from "./save_files.ts";

const usage = "deno task export PAGE [options] -o FILE";
const about =
  "Saves a page as one file that opens anywhere, with its numbers, its inputs and some of its posts.";

/** Saves a page, or several as a site. The result is 1 where a cell failed: the file says so too. */
async function main(args: string[]): Promise<number> {
  const options = parseExportOptions(args);
  if (options.help) {
    console.log(helpText(usage, about, exportOptionHelp));
    return 0;
  }
  const { request, output, force } = options;
  const isFolder = request.site || request.explore;
  if (!isFolder) checkPaths([output], force);
  const settings = readSettings((name) => Deno.env.get(name));
  const report = consoleReport();
  const made = await makeReports(settings.DATA_DIR, request, report);
  await using _ = { [Symbol.asyncDispose]: () => removeSlices(made) };
  const files = await outputFiles(options, made);
  if (isFolder) await makeFolder(output);
  checkPaths(files.map(({ path }) => path), force);
  await saveFiles(files);
  for (const { path } of files) report.say(`${path}, ${((await Deno.stat(path)).size / 1e3).toFixed(0)} kB`);
  const failed = made.flatMap(({ name, failed }) => failed.map((words) => `${name}: ${words}`));
  for (const words of failed) report.warn(words);
  return failed.length > 0 ? 1 : 0;
}

// The owner of the data, where there is one, makes them: nobody else can open the database meanwhile.
async function makeReports(dataDir: string, request: ExportRequest, report: Report): Promise<MadeReport[]> {
  let lock: OwnerLock;
  try {
    lock = lockFolder(dataDir, "deno task export");
  } catch (error) {
    const owner = findOwner(dataDir);
    if (!(error instanceof Fatal) || owner === undefined) throw error;
    return await makeByOwner(owner, request);
  }
  using _ = lock;
  return await makeHere(dataDir, pagesFolder, request, report);
}

async function removeSlices(made: MadeReport[]): Promise<void> {
  for (const { slice } of made) if (slice !== null) await Deno.remove(slice.folder, { recursive: true });
}

async function makeFolder(path: string): Promise<void> {
  try {
    await mkdir(path, { recursive: true });
  } catch (error) {
    throw new Refused(`Cannot make folder "${path}": ${messageOf(error)}`);
  }
}

if (import.meta.main) await runMain(() => main(Deno.args));
