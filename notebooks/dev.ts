import { consoleReport, type Report } from "../ingest/base/report.ts";
import { runMain } from "../ingest/base/run_main.ts";
import { readSettings } from "../ingest/base/settings.ts";
import { aborted, abortOnSignals } from "../ingest/base/signals.ts";
import type { IngestDone } from "../ingest/child.ts";
import { helpText } from "../ingest/help.ts";
import { ingestOptionHelp, parseIngestOptions } from "../ingest/options.ts";
import { startIngestChild } from "./ingest_child.ts";
import { type Owner, startOwner } from "./owner.ts";

const lookEveryMs = 20;

/** Everything in one command: ingest as a child, log, analyst, landing and pages. */
async function main(args: string[]): Promise<number> {
  const options = parseIngestOptions(args);
  if (options.help) {
    console.log(helpText("deno task dev [options]", "Starts everything on this machine.", ingestOptionHelp));
    return 0;
  }
  const settings = readSettings((name) => Deno.env.get(name));
  const report = consoleReport();
  using signal = abortOnSignals();
  const owner = await startOwner(settings, "deno task dev", report);
  console.log(`Groundswell is at ${owner.url}`);
  const ingest = startIngestChild(args, report);
  owner.watched.set("ingest", ingest.problem);
  const stopped = aborted(signal);
  const replayed = ingest.done.then(async (done) => {
    await allLanded(owner, signal);
    return done;
  });
  try {
    const first = await Promise.race([stopped, owner.landing.done, replayed]);
    if (typeof first !== "object") return 0;
    sayCounts(owner, first, report);
    if (options.exitWhenDone) return first.failures.length > 0 ? 1 : 0;
    await Promise.race([stopped, owner.landing.done]);
    return 0;
  } finally {
    await ingest.stop();
    await owner.stop();
  }
}

async function allLanded(owner: Owner, signal: AbortSignal): Promise<void> {
  const { next } = await owner.log.range("posts", 0);
  while (owner.landing.next() < next && !signal.aborted) {
    await new Promise((resolve) => setTimeout(resolve, lookEveryMs));
  }
}

function sayCounts(owner: Owner, done: IngestDone, report: Report): void {
  report.endProgress();
  const { landed, duplicates, dead } = owner.landing.totals;
  console.log(`read ${done.read}, landed ${landed}, duplicate ${duplicates}, dead ${dead}`);
  for (const failure of done.failures) report.warn(failure);
}

if (import.meta.main) await runMain(() => main(Deno.args));
