import { type GroupAnalysts, startGroupAnalysts } from "../analysis/group_analysts.ts";
import { readAnalysisWork } from "../analysis/analysis_work.ts";
import { Fatal, Retriable } from "../ingest/base/errors.ts";
import type { Report } from "../ingest/base/report.ts";
import { openReport } from "../ingest/base/open_report.ts";
import { runMain } from "../ingest/base/run_main.ts";
import { readSettings, type Settings } from "../ingest/base/settings.ts";
import { aborted, abortOnSignals } from "../ingest/base/signals.ts";
import type { IngestDone } from "../ingest/child.ts";
import { helpText } from "../ingest/help.ts";
import { readKafkaOptions } from "../ingest/log/open_log.ts";
import { openControl } from "../ingest/control.ts";
import { addSources } from "../ingest/follow.ts";
import { ingestOptionHelp, parseIngestOptions, withoutSources } from "../ingest/options.ts";
import { openRegistry } from "../ingest/registry/open_registry.ts";
import { startIngestChild } from "./ingest_child.ts";
import { type Owner, startOwner } from "./owner.ts";
import { checkPublic, publicOption, takePublic } from "./serve/public.ts";

const lookEveryMs = 20;

/** Everything in one command: ingest as a child, log, analyst, landing and pages. */
async function main(args: string[]): Promise<number> {
  const { isPublic, rest } = takePublic(args);
  const options = parseIngestOptions(rest);
  if (options.help) {
    const known = [...ingestOptionHelp, publicOption];
    console.log(helpText("deno task dev [options]", "Starts everything on this machine.", known));
    return 0;
  }
  if (options.stdin) {
    throw new Fatal("Cannot read posts from standard input here: use deno task ingest --source push=stdin");
  }
  const settings = readSettings((name) => Deno.env.get(name));
  const report = openReport(settings, "dev");
  checkPublic(settings.HOST, isPublic, report);
  using signal = abortOnSignals();
  const owner = await startOwner(settings, "deno task dev", report, { watch: true, isPublic });
  report.say(`Groundswell is at ${owner.url}`);
  await followSources(options.sources, settings, report).catch(async (error) => {
    await owner.stop();
    throw error;
  });
  const { appended: start } = await owner.progress();
  const analysts = await startAnalysts(settings, report);
  const ingest = startIngestChild(withoutSources(rest), report);
  owner.watched.set("ingest", ingest.problem);
  const stopped = aborted(signal);
  const replayed = ingest.done.then(async (done) => {
    await allLanded(owner, signal);
    return done;
  }, (error) => {
    throw owner.lost() ?? error;
  });
  try {
    const first = await Promise.race([stopped, owner.done, analysts.done, replayed]);
    if (typeof first !== "object") return 0;
    await sayCounts(owner, start, first, report);
    if (options.exitWhenDone) return first.failures > 0 ? 1 : 0;
    await Promise.race([stopped, owner.done, analysts.done]);
    return 0;
  } finally {
    await ingest.stop();
    await analysts.stop();
    await owner.stop();
  }
}

// Once, by the parent: a child that starts again would start what was stopped since.
async function followSources(sources: string[], settings: Settings, report: Report): Promise<void> {
  using control = openControl(settings.DATA_DIR);
  await addSources(sources, openRegistry(control, settings), (text) => report.say(text));
}

/** With Kafka an analyst of this process; otherwise the owner has one. */
async function startAnalysts(settings: Settings, report: Report): Promise<GroupAnalysts> {
  const kafka = await readKafkaOptions(settings);
  if (kafka !== undefined) {
    return startGroupAnalysts(kafka, 1, (text) => report.warn(text), readAnalysisWork(settings));
  }
  return { done: new Promise(() => {}), stop: () => Promise.resolve() };
}

async function allLanded(owner: Owner, signal: AbortSignal): Promise<void> {
  let goal: bigint | undefined;
  while (!signal.aborted) {
    try {
      const { appended, landed } = await owner.progress();
      goal ??= appended;
      if (landed >= goal) return;
    } catch (error) {
      // Kafka is away for a moment.
      if (!(error instanceof Retriable)) throw error;
    }
    await new Promise((resolve) => setTimeout(resolve, lookEveryMs));
  }
}

// All four count lines of the log, so that they add up however often ingest was restarted: what came onto it since
// `start`, and what became of that.
async function sayCounts(
  owner: Owner,
  start: bigint,
  { failures }: IngestDone,
  report: Report,
): Promise<void> {
  const { landed: end } = await owner.progress();
  report.endProgress();
  const { landed, duplicates, dead, changed } = owner.landing.totals;
  const read = Number(end - start);
  report.say(
    `read ${read}, landed ${landed}, duplicate ${duplicates}, dead ${dead}, changed ${changed} (lines of this run)`,
  );
  const earlier = landed + duplicates + dead + changed - read;
  if (earlier > 0) {
    report.say(
      `these counts include ${earlier} lines that were on the log before`,
    );
  }
  if (failures > 0) {
    const files = failures === 1 ? "1 file" : `${failures} files`;
    report.warn(`${files} could not be read to the end; why stands above`);
  }
}

if (import.meta.main) await runMain(() => main(Deno.args));
