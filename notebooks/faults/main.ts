import assert from "node:assert/strict";
import { consoleReport } from "../../ingest/base/report.ts";
import { runMain } from "../../ingest/base/run_main.ts";
import { needsKafka } from "../../ingest/base/test_needs.ts";
import { startTestCluster, testOptions } from "../../ingest/log/kafka/broker_harness.ts";
import { kafkaSettings } from "./kafka_harness.ts";
import { killLoop } from "./kill_loop_harness.ts";
import { kiB } from "./course_harness.ts";
import { faultOptionHelp, parseFaultOptions } from "./options.ts";
import { burst, soak } from "./soak_harness.ts";

const killedCount = 60_000;
const killedSpeed = 2;
const soakRate = 400;
const burstRate = 500;

/** The faults that take long, one after another; the short ones are ordinary tests. Ends with 1 at the first that finds something. */
async function main(args: string[]): Promise<number> {
  const { help, seed, minutes } = parseFaultOptions(args);
  const report = consoleReport();
  if (help) {
    const lines = faultOptionHelp.map(({ option, about }) => `  ${option.padEnd(13)}  ${about}`);
    report.say("deno task faults [options]");
    for (const line of lines) console.log(line);
    return 0;
  }
  report.say(`seed ${seed}: deno task faults --seed ${seed} --minutes ${minutes}`);
  const until = (share: number) => {
    const end = performance.now() + share * minutes * 60_000;
    return () => performance.now() < end;
  };
  const loop = { seed, count: killedCount, speed: killedSpeed };
  const embedded = await killLoop({ ...loop, goesOn: until(needsKafka.ignore ? 1 : 0.5) });
  report.say(`embedded: ${embedded.kills} kills in ${embedded.rounds} rounds, each number landed once`);
  if (!needsKafka.ignore) {
    await using cluster = await startTestCluster(1);
    const settings = kafkaSettings(testOptions(cluster, { partitions: 3 }));
    const kafka = await killLoop({ ...loop, settings, analysts: 2, goesOn: until(0.5) });
    report.say(`Kafka: ${kafka.kills} kills in ${kafka.rounds} rounds, each number landed once`);
  }
  const { landedMs, mostBytes } = await burst(seed, burstRate, minutes / 2);
  report.say(
    `${10 * burstRate} posts/s for ${minutes / 2} min: the last landed ${landedMs} ms after it was read, ` +
      `memory at most ${Math.round(mostBytes / 2 ** 20)} MiB`,
  );
  assert.ok(landedMs < minutes * 60_000, "what waited landed within twice the time of the burst");
  for (const { name, slope, heapSlope, files } of await soak(seed, soakRate, minutes * 1.5)) {
    const growth = `memory ${kiB(slope)} KiB a minute, what is left of the heap ${kiB(heapSlope)}`;
    report.say(`${name}: ${growth}, open files ${files.join(", then ")}`);
  }
  return 0;
}

if (import.meta.main) await runMain(() => main(Deno.args));
