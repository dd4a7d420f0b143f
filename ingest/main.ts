import { join } from "node:path";
import { consoleReport } from "./base/report.ts";
import { runMain } from "./base/run_main.ts";
import { readSettings } from "./base/settings.ts";
import { abortOnSignals } from "./base/signals.ts";
import { openControl } from "./control.ts";
import { helpText } from "./help.ts";
import { ingestDoneLine, stopWithParent } from "./child.ts";
import { openEmbeddedLog } from "./log/embedded.ts";
import { ingestOptionHelp, parseIngestOptions } from "./options.ts";
import { followSample } from "./follow_sample.ts";
import { renewOlderCopy } from "./older_copy.ts";
import { createReplay } from "./sources/replay.ts";
import { runStream } from "./streams.ts";

/** Sources to log, until they end or a signal comes. With `--child` first, `dev` started it. */
async function main(args: string[]): Promise<number> {
  const isChild = args[0] === "--child";
  const options = parseIngestOptions(isChild ? args.slice(1) : args);
  if (options.help) {
    console.log(helpText("deno task ingest [options]", "Reads sources into the log.", ingestOptionHelp));
    return 0;
  }
  const settings = readSettings((name) => Deno.env.get(name));
  const report = consoleReport();
  using signals = abortOnSignals();
  const signal = isChild ? AbortSignal.any([signals, stopWithParent()]) : signals;
  using control = openControl(settings.DATA_DIR);
  await using log = await openEmbeddedLog(join(settings.DATA_DIR, "log.sqlite"));
  await renewOlderCopy(log, control, (text) => report.warn(text));
  const counts = { read: 0 };
  if (options.replay.length === 0) {
    await followSample(options, settings.DATA_DIR, log, control, signal, counts);
    return 0;
  }
  const replay = createReplay({ ...options, globs: options.replay }, { now: Date.now, report });
  await runStream(replay, log, control, signal, counts);
  if (signal.aborted) return 0;
  if (isChild) console.log(ingestDoneLine({ failures: replay.failures.length }));
  else {report.say(
      `Read ${counts.read.toLocaleString("en")} posts; ${replay.failures.length} files could not be read`,
    );}
  return replay.failures.length > 0 ? 1 : 0;
}

if (import.meta.main) await runMain(() => main(Deno.args));
