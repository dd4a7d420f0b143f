import { Fatal, messageOf } from "../ingest/base/errors.ts";
import type { Report } from "../ingest/base/report.ts";
import { openReport } from "../ingest/base/open_report.ts";
import { runMain } from "../ingest/base/run_main.ts";
import { readSettings, type Settings } from "../ingest/base/settings.ts";
import { aborted, abortOnSignals } from "../ingest/base/signals.ts";
import { type KafkaOptions, kafkaPlace } from "../ingest/log/kafka/options.ts";
import { readKafkaOptions } from "../ingest/log/open_log.ts";
import { type AnalysisWork, readAnalysisWork } from "./analysis_work.ts";
import { startGroupAnalysts } from "./group_analysts.ts";
import { openLargeModels } from "./large/large_models.ts";
import { loadModels } from "./models/load_models.ts";
import { parseAnalyseOptions } from "./options.ts";
import { analyseStream } from "./text/analyse_stream.ts";
import { createOwnLabeller } from "./text/own_labels.ts";

const help = `Analyses posts: those on Kafka, shared with all who do the same, or those of standard input.

Usage: KAFKA_BROKERS=host:port deno task analyse [--workers N]
       deno task analyse --stdin < posts.ndjson > analysed.ndjson

Lines of standard input need only "text"; "title" and "lang" count where they are there. A line that
cannot be analysed comes out as a dead letter, so that as many lines come out as went in.

  --workers N   so many members of the group in this process (default 1); a partition goes to one of them
  --stdin       read standard input, write standard output
  --help        show this
`;

const needsKafka =
  `Cannot analyse the log in a process of its own: that needs Kafka, and this log is embedded.
The log is analysed where the pages are: deno task dev, or deno task serve.
As a pipe: deno task analyse --stdin < posts.ndjson > analysed.ndjson`;

/** The analysis alone: of the posts on Kafka until a signal comes, or as a pipe of standard input. */
async function main(args: string[]): Promise<number> {
  const options = parseAnalyseOptions(args);
  if (options.help) {
    console.log(help.trimEnd());
    return 0;
  }
  const settings = readSettings((name) => Deno.env.get(name));
  if (options.stdin) return await pipe(settings);
  const kafka = await readKafkaOptions(settings);
  if (kafka === undefined) throw new Fatal(needsKafka);
  const work = readAnalysisWork(settings);
  return await shareWork(kafka, options.workers, work, openReport(settings, "analyse"));
}

async function shareWork(
  kafka: KafkaOptions,
  workers: number,
  work: AnalysisWork,
  report: Report,
): Promise<number> {
  using signal = abortOnSignals();
  const analysts = startGroupAnalysts(kafka, workers, (text) => report.warn(text), work);
  report.say(`Analysing what comes to ${kafkaPlace(kafka)}`);
  try {
    await Promise.race([aborted(signal), analysts.done]);
  } finally {
    await analysts.stop();
  }
  return 0;
}

async function pipe(settings: Settings): Promise<number> {
  loadModels();
  const report = openReport(settings, "analyse");
  const work = readAnalysisWork(settings);
  await using large = openLargeModels(work.large, {
    as: "pipe",
    tell: (text) => report.warn(text),
  });
  await large.settled();
  try {
    const { lines, dead } = await analyseStream(Deno.stdin.readable, writeOut, Date.now, {
      large,
      own: work.own && createOwnLabeller(work.own),
    });
    if (dead > 0) {
      console.error(`${dead} of ${lines} lines could not be analysed: they came out as dead letters`);
    }
    return 0;
  } catch (error) {
    // The reader has what it wanted, as in `| head`.
    if (error instanceof Deno.errors.BrokenPipe) return 0;
    console.error(`Cannot analyse standard input: ${messageOf(error)}`);
    return 1;
  }
}

async function writeOut(bytes: Uint8Array): Promise<void> {
  for (let at = 0; at < bytes.length;) at += await Deno.stdout.write(bytes.subarray(at));
}

if (import.meta.main) await runMain(() => main(Deno.args));
