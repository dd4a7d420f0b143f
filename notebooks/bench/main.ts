import config from "../../deno.json" with { type: "json" };
import { Fatal } from "../../ingest/base/errors.ts";
import { runMain } from "../../ingest/base/run_main.ts";
import { benchCrowd, benchFullWindow } from "./crowd_bench.ts";
import { benchEdit } from "./edit_bench.ts";
import { benchExplore } from "./explore_bench.ts";
import { benchFirst } from "./first_bench.ts";
import { benchLand } from "./land_bench.ts";
import { benchLatency } from "./latency_bench.ts";
import { benchLive } from "./live_bench.ts";
import { benchLog } from "./log_bench.ts";
import { describeMachine } from "./machine.ts";
import { benchKafka, benchPath } from "./path_bench.ts";
import { benchReport } from "./report_bench.ts";
import { benchText } from "./text_bench.ts";
import { benchTopic } from "./topic_bench.ts";

const benchmarks: Record<string, (size?: number) => Promise<void>> = {
  text: (posts) => benchText(posts),
  log: () => benchLog(),
  land: (posts) => benchLand(posts),
  path: (seconds) => benchPath(seconds),
  kafka: (seconds) => benchKafka(seconds),
  latency: (seconds) => benchLatency(seconds),
  topic: (posts) => benchTopic(posts),
  edit: (posts) => benchEdit(posts),
  first: (posts) => benchFirst(posts),
  live: (seconds) => benchLive(seconds),
  report: (posts) => benchReport(posts),
  explore: (posts) => benchExplore(posts),
  crowd: (seconds) => benchCrowd(seconds),
  full: (seconds) => benchFullWindow(seconds),
};

/** `deno task bench [NAME [SIZE]]`: all benchmarks, or one of them with another size. */
async function main([name, size]: string[]): Promise<number> {
  if (name !== undefined && !Object.hasOwn(benchmarks, name)) {
    throw new Fatal(`No benchmark "${name}": there are ${Object.keys(benchmarks).join(", ")}`);
  }
  if (size !== undefined && !(Number(size) > 0)) {
    throw new Fatal(`Cannot use size "${size}": give a number above 0`);
  }
  console.log(`${describeMachine()}, ${packageVersions()}`);
  for (const [each, run] of Object.entries(benchmarks)) {
    if (name === undefined || name === each) await run(size === undefined ? undefined : Number(size));
  }
  return 0;
}

function packageVersions(): string {
  return Object.values(config.imports).filter((specifier) => /^npm:(@duckdb|sentiment@)/.test(specifier))
    .map((specifier) => specifier.replace("npm:", "")).join(", ");
}

if (import.meta.main) await runMain(() => main(Deno.args));
