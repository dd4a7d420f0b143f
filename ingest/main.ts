import { holdFiles } from "./base/held_files.ts";
import type { Report } from "./base/report.ts";
import { openReport } from "./base/open_report.ts";
import { fatalCode, runMain } from "./base/run_main.ts";
import { readSettings, type Settings } from "./base/settings.ts";
import { abortOnSignals } from "./base/signals.ts";
import { ingestDoneLine, startBeat, stopWithParent } from "./child.ts";
import { showAlive } from "./alive.ts";
import { openControl } from "./control.ts";
import { logPathOf, openFilesOf } from "./data_files.ts";
import { addSources, followAll } from "./follow.ts";
import { followStdin } from "./follow_stdin.ts";
import { helpText } from "./help.ts";
import { openLog } from "./log/open_log.ts";
import { renewOlderCopy } from "./older_copy.ts";
import { ingestOptionHelp, type IngestOptions, parseIngestOptions } from "./options.ts";
import { type OwnedRun, runOwnedStream } from "./own_stream.ts";
import { openRegistry } from "./registry/open_registry.ts";
import { createReplay } from "./sources/replay.ts";

/** Sources to log, until they end or a signal comes. With `--child` first, `dev` started it. */
async function main(args: string[]): Promise<number> {
  const isChild = args[0] === "--child";
  const options = parseIngestOptions(isChild ? args.slice(1) : args);
  if (options.help) {
    console.log(helpText("deno task ingest [options]", "Reads sources into the log.", ingestOptionHelp));
    return 0;
  }
  const settings = readSettings((name) => Deno.env.get(name));
  const report = openReport(settings, "ingest");
  using signals = abortOnSignals();
  const signal = isChild ? AbortSignal.any([signals, stopWithParent()]) : signals;
  using _beat = isChild ? startBeat() : undefined;
  return await ingest(options, settings, isChild, report, signal);
}

async function ingest(
  options: IngestOptions,
  settings: Settings,
  isChild: boolean,
  report: Report,
  stop: AbortSignal,
): Promise<number> {
  const { DATA_DIR: dataDir } = settings;
  using control = openControl(dataDir);
  await using log = await openLog(settings, logPathOf(dataDir), (text) => report.warn(text));
  using files = holdFiles(openFilesOf(settings));
  await renewOlderCopy(log, control, (text) => report.warn(text));
  try {
    using alive = showAlive(dataDir);
    const run: OwnedRun = {
      log,
      control,
      dataDir,
      holder: alive.id,
      counts: { read: 0 },
      signal: AbortSignal.any([stop, files.lost]),
      warn: (text) => report.warn(text),
      now: Date.now,
    };
    await addSources(options.sources, openRegistry(control, settings), (text) => report.say(text));
    const code = options.stdin
      ? await followStdin(options, run, report)
      : options.replay.length === 0
      ? await followAll(options, settings, run, report)
      : await replayFiles(options, run, isChild, report);
    if (files.look() === undefined) return code;
  } catch (error) {
    if (files.look() === undefined) throw error;
  }
  // Its parent has the same files, and says so.
  if (isChild) return fatalCode;
  throw files.lost.reason;
}

async function replayFiles(
  options: IngestOptions,
  run: OwnedRun,
  isChild: boolean,
  report: Report,
): Promise<number> {
  const replay = createReplay({ ...options, globs: options.replay }, {
    now: run.now,
    steadyNow: () => performance.now(),
    report,
  });
  await runOwnedStream(replay, run);
  if (run.signal.aborted) return 0;
  const failures = replay.failures.length;
  if (isChild) console.log(ingestDoneLine({ failures }));
  else report.say(`Read ${run.counts.read.toLocaleString("en")} posts; ${failures} files could not be read`);
  return failures > 0 ? 1 : 0;
}

if (import.meta.main) await runMain(() => main(Deno.args));
