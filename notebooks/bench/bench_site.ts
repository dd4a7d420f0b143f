import { pathToFileURL } from "node:url";
import { join } from "node:path";
import { readSettings } from "../../ingest/base/settings.ts";
import { type Owner, startOwner } from "../owner.ts";
import type { Measure } from "../owner_options.ts";
import { pagesFolder } from "../serve/pages_folder.ts";

/** A running owner of a data folder that goes with it, and its pages: the real ones and some of the benchmark's own. */
export interface BenchSite extends AsyncDisposable {
  owner: Owner;
  /** Writes one of its pages anew; open tabs follow. */
  save(file: string, text: string): Promise<void>;
}

/** Starts an owner on a new folder, filled by `fill` before. `own` are pages by file name. */
export async function startBenchSite(
  own: Record<string, string>,
  measure: Measure = {},
  fill: (dataDir: string) => Promise<void> = () => Promise.resolve(),
): Promise<BenchSite> {
  const folder = await Deno.makeTempDir();
  const dataDir = join(folder, "data");
  const pages = join(folder, "pages");
  for (const path of [dataDir, pages]) await Deno.mkdir(path);
  for await (const { name } of Deno.readDir(pagesFolder)) {
    await Deno.copyFile(new URL(name, pagesFolder), join(pages, name));
  }
  for (const [name, text] of Object.entries(own)) await Deno.writeTextFile(join(pages, name), text);
  await fill(dataDir);
  const settings = readSettings((name) => ({ DATA_DIR: dataDir, PORT: "0" })[name]);
  const report = { say() {}, warn: console.error, progress() {}, endProgress() {} };
  const owner = await startOwner(settings, "deno task bench", report, {
    pages: pathToFileURL(`${pages}/`),
    watch: true,
    measure,
  });
  return {
    owner,
    save: (file, text) => Deno.writeTextFile(join(pages, file), text),
    async [Symbol.asyncDispose]() {
      await owner.stop();
      await Deno.remove(folder, { recursive: true });
    },
  };
}

/** A page with three SQL cells over one topic and a chart of each. */
export function smallPage(refresh: number): string {
  const fence = (info: string, text: string) => `\n\`\`\`${info}\n${text}\n\`\`\`\n`;
  const bars = (rows: string, x: string) =>
    `Plot.plot({ title: topic, marks: [Plot.barY(${rows}, { x: "${x}", y: "posts" })] })`;
  return `---\ntitle: Three\nparams:\n  topic: { type: topic }\n  window: { type: interval }\nrefresh: ${refresh}\n---\n` +
    fence(
      "sql series",
      "select time_bucket(${bucket}, created_at) as start, count(*) as posts from posts\nwhere ${here} group by all order by start",
    ) +
    fence("sql moods", "select mood, count(*) as posts from posts where ${here} group by all order by mood") +
    fence(
      "sql terms",
      "select term, count(*) as posts from (select unnest(terms) as term from posts where ${here})\ngroup by all order by posts desc, term limit 20",
    ) +
    fence("js", `Plot.plot({ title: topic, marks: [Plot.areaY(series, { x: "start", y: "posts" })] })`) +
    fence("js", bars("moods", "mood")) + fence("js", bars("terms", "term"));
}

/** A page whose one result is large and another with each landing. */
export const heavyPage = "---\ntitle: Heavy\nrefresh: 500\n---\n\n```sql rows\n" +
  "select format('{:0250d}', range) as text, (select max(landing) from landings) as landing from range(4000)\n```\n";
