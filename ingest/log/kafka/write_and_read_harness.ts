import assert from "node:assert/strict";
import { records } from "../log_suite.ts";
import { openTestLog, until } from "./broker_harness.ts";
import { liveHeap } from "./live_heap_harness.ts";
import type { KafkaOptions } from "./options.ts";

const warmLines = 500;
/** What a test keeps of its own lines, and connections whose last one is not closed yet. */
const mostMoreBytes = 12 * 2 ** 20;

/**
 * Writes and reads all the while `trouble` is made; then what was acknowledged was read, each line once, and no more memory
 * is held than before.
 */
export async function writeAndRead(
  options: KafkaOptions,
  trouble: (appended: () => number) => Promise<void>,
): Promise<{ warnings: string[] }> {
  const { log, warnings } = await openTestLog({ ...options, partitions: 3 });
  await using _ = log;
  const partitions = [0, 1, 2];
  const stop = new AbortController();
  const read: string[] = [];
  const acknowledged: string[] = [];
  const reading = (async () => {
    const from = new Map(partitions.map((partition) => [partition, 0n]));
    for await (const { lines } of log.readPartitions("posts", from, stop.signal)) read.push(...lines);
  })();
  let over = false;
  let held = Infinity;
  const making = (async () => {
    const appended = () => acknowledged.length;
    await more(appended, warmLines);
    held = liveHeap();
    await trouble(appended);
    over = true;
  })();
  while (!over) {
    const lines = records(acknowledged.length, 20);
    await until(() =>
      log.append("posts", lines).then(() => true, (error) => {
        assert.equal(error.name, "Retriable", error.message);
        return false;
      })
    );
    acknowledged.push(...lines.map(({ line }) => line));
  }
  await making;
  await until(() => new Set(read).size === acknowledged.length);
  const grown = liveHeap() - held;
  assert.ok(grown < mostMoreBytes, `${grown} bytes of memory more, after ${read.length} lines`);
  stop.abort();
  await reading;
  assert.deepEqual(new Set(read), new Set(acknowledged));
  const ends = await Promise.all(
    partitions.map(async (partition) => (await log.range("posts", partition)).next),
  );
  assert.equal(
    BigInt(read.length),
    ends.reduce((sum, end) => sum + end),
    "each line on the log was read once",
  );
  return { warnings };
}

/** Waits until so many more lines are acknowledged. */
export function more(appended: () => number, lines = 500): Promise<void> {
  const before = appended();
  return until(() => appended() > before + lines);
}
