import assert from "node:assert/strict";
import { randomBytes } from "node:crypto";
import { Fatal } from "../../base/errors.ts";
import { needsKafka } from "../../base/test_needs.ts";
import { takePorts } from "../broker/ports.ts";
import { topicResource } from "../kafka.ts";
import type { LogBatch, LogTopic } from "../log.ts";
import { readAll, records, testLog } from "../log_suite.ts";
import { brokerForFile, deleteBefore, openTestLog, until, usingAdmin } from "./broker_harness.ts";
import type { KafkaLog, Parting } from "./kafka_log.ts";

const kafka = brokerForFile(needsKafka);

testLog({
  name: "Kafka log",
  needs: needsKafka,
  runs: 8,
  withLog(run) {
    const options = kafka.options();
    return run(async () => (await openTestLog(options)).log);
  },
});

const test = (promise: string, run: () => Promise<void>) =>
  Deno.test({ name: `Kafka log ${promise}`, ...needsKafka }, run);

/** Everything on all partitions up to their ends now, in the order it came. */
async function readPartitions(log: KafkaLog, topic: LogTopic, from: bigint[]): Promise<LogBatch[]> {
  const ends = await Promise.all(from.map(async (_, partition) => (await log.range(topic, partition)).next));
  const left = new Set(from.keys().filter((partition) => from[partition]! < ends[partition]!));
  const stop = new AbortController();
  const batches: LogBatch[] = [];
  if (left.size === 0) return batches;
  for await (const batch of log.readPartitions(topic, new Map(from.entries()), stop.signal)) {
    batches.push(batch);
    if (batch.next >= ends[batch.partition]!) left.delete(batch.partition);
    if (left.size === 0) stop.abort();
  }
  return batches;
}

/** Sharing where nothing may be missing. */
const sharing = (onPart: Parting["onPart"]): Parting => ({
  onPart,
  onGap: (partition, from, to) => assert.fail(`gap in ${partition} from ${from} to ${to}`),
});

const linesOf = (batches: LogBatch[]) => batches.flatMap(({ lines }) => lines);

test("keeps the lines of a key in one partition, in their order", async () => {
  const { log } = await openTestLog(kafka.options({ partitions: 3 }));
  await using _ = log;
  const lines = Array.from({ length: 600 }, (_, i) => ({ key: `id${i % 40}`, line: `${i % 40} ${i}` }));
  await log.append("posts", lines);
  const batches = await readPartitions(log, "posts", [0n, 0n, 0n]);
  assert.deepEqual(linesOf(batches).toSorted(), lines.map(({ line }) => line).toSorted());
  const partitions = new Map<string, Set<number>>();
  const orders = new Map<string, number[]>();
  for (const { partition, lines } of batches) {
    for (const [key, n] of lines.map((line) => line.split(" ") as [string, string])) {
      partitions.set(key, (partitions.get(key) ?? new Set()).add(partition));
      orders.set(key, [...orders.get(key) ?? [], Number(n)]);
    }
  }
  assert.ok([...partitions.values()].every(({ size }) => size === 1));
  assert.equal(
    new Set([...partitions.values()].flatMap((set) => [...set])).size,
    3,
    "all partitions have some",
  );
  assert.ok([...orders.values()].every((order) => order.every((n, i) => i === 0 || n > order[i - 1]!)));
});

test("reads several partitions each from its own offset, through pauses of a slow reader", async () => {
  const { log } = await openTestLog(kafka.options({ partitions: 2 }));
  await using _ = log;
  for (const partition of [0, 1]) {
    await log.appendTo("analysed", partition, Array.from({ length: 30_000 }, (_, i) => `${partition}:${i}`));
  }
  const batches = await readPartitions(log, "analysed", [29_000n, 500n]);
  for (const [partition, from] of [[0, 29_000], [1, 500]] as const) {
    const own = batches.filter((batch) => batch.partition === partition);
    const expected = Array.from({ length: 30_000 - from }, (_, i) => `${partition}:${from + i}`);
    assert.deepEqual(linesOf(own), expected);
    assert.deepEqual(own.map((batch) => batch.from), [
      BigInt(from),
      ...own.slice(0, -1).map(({ next }) => next),
    ]);
  }
});

test("says where reading starts when Kafka no longer holds the offset", async () => {
  const options = kafka.options();
  const { log } = await openTestLog(options);
  await using _ = log;
  await log.append("posts", records(0, 100));
  await deleteBefore(options, "posts", "40");
  assert.deepEqual(await log.range("posts", 0), { oldest: 40n, next: 100n });
  const read = await readAll(log, 12n);
  assert.equal(read.froms[0], 40n);
  assert.equal(read.offsets.length, 60);
});

test("made anew under the same names has another identity", async () => {
  const options = kafka.options();
  const before = await openTestLog(options);
  await before.log[Symbol.asyncDispose]();
  await usingAdmin(options, (admin) => admin.deleteTopics({ topics: [`${options.prefix}analysed`] }));
  const after = await openTestLog(options);
  assert.notEqual(after.log.id, before.log.id);
  await after.log[Symbol.asyncDispose]();
});

test("keeps what a log topic is set to when it is renewed", async () => {
  const options = kafka.options();
  const { log } = await openTestLog(options);
  await using _ = log;
  await log.renew();
  const [retention] = await usingAdmin(options, async (admin) => {
    const resources = [{
      type: topicResource,
      name: `${options.prefix}posts`,
      configNames: ["retention.ms"],
    }];
    return (await admin.describeConfigs({ includeSynonyms: false, resources })).resources[0]!.configEntries;
  });
  assert.equal(retention!.configValue, String(7 * 86_400_000));
});

test("refuses a line that Kafka does not take, naming log topic and broker", async () => {
  const options = kafka.options();
  const { log } = await openTestLog(options);
  await using _ = log;
  const line = randomBytes(5_000_000).toString("base64") + randomBytes(5_000_000).toString("base64");
  await assert.rejects(log.append("posts", [{ key: "k", line }]), (error: Error) => {
    assert.equal(error.name, "Fatal");
    assert.ok(
      error.message.startsWith(
        `Cannot append to log topic "${options.prefix}posts" at Kafka ${options.brokers}`,
      ),
    );
    assert.match(error.message, /larger than the max message size/);
    return true;
  });
  await log.append("posts", records(0, 1));
  assert.equal((await log.range("posts", 0)).next, 1n, "and goes on");
});

test("says which broker is out of reach", async () => {
  const [port] = takePorts([0]);
  const options = kafka.options({ brokers: [`127.0.0.1:${port}`] });
  await assert.rejects(openTestLog(options), (error: Error) => {
    assert.equal(error.name, "Retriable");
    assert.match(
      error.message,
      new RegExp(`^Cannot make log topics .* at Kafka 127\\.0\\.0\\.1:${port} .*ECONNREFUSED`),
    );
    return true;
  });
});

test("shares a log topic: each line is handled, what is handled does not come again", async () => {
  const { log } = await openTestLog(kafka.options({ partitions: 4 }));
  await using _ = log;
  const total = 4000;
  await log.append("posts", records(0, total));
  assert.equal(await log.sharedLag("posts"), BigInt(total));
  const handled: LogBatch[] = [];
  const stop = new AbortController();
  const members = new Map<number, Set<number>>();
  const join = (member: number) =>
    log.share(
      "posts",
      sharing(async (part) => {
        await Promise.resolve();
        handled.push(part);
        members.set(member, (members.get(member) ?? new Set()).add(part.partition));
      }),
      stop.signal,
    );
  const first = join(1);
  await until(async () => await log.sharedLag("posts") === 0n);
  assert.deepEqual(linesOf(handled).toSorted(), records(0, total).map(({ line }) => line).toSorted());
  assert.ok(handled.every(({ lines }) => lines.length <= 1000));
  // A second member takes over some of the partitions, and both go on from where the group is.
  const second = join(2);
  let sent = total;
  await until(async () => {
    await log.append("posts", records(sent++, 1));
    return members.has(2);
  });
  await until(async () => await log.sharedLag("posts") === 0n);
  stop.abort();
  await Promise.all([first, second]);
  assert.deepEqual(new Set(linesOf(handled)), new Set(records(0, sent).map(({ line }) => line)));
  const lateStop = new AbortController();
  const late: LogBatch[] = [];
  const third = log.share("posts", sharing((part) => Promise.resolve(void late.push(part))), lateStop.signal);
  await log.append("posts", records(sent, 1));
  await until(() => late.length > 0);
  lateStop.abort();
  await third;
  assert.deepEqual(linesOf(late), records(sent, 1).map(({ line }) => line));
});

test("shares a log topic until a part cannot be handled", async () => {
  const { log } = await openTestLog(kafka.options());
  await using _ = log;
  await log.append("posts", records(0, 5));
  await assert.rejects(
    log.share("posts", sharing(() => Promise.reject(new Fatal("no room"))), new AbortController().signal),
    { name: "Fatal", message: "no room" },
  );
  assert.equal(await log.sharedLag("posts"), 5n);
});

test("tells those who share a log topic what it gave up before they came to it", async () => {
  const options = kafka.options();
  const { log } = await openTestLog(options);
  await using _ = log;
  const lines: string[] = [];
  const gaps: [number, bigint, bigint][] = [];
  const shareUntil = async (holds: () => Promise<boolean> | boolean) => {
    const stop = new AbortController();
    const sharing = log.share("posts", {
      onPart: (part) => Promise.resolve(void lines.push(...part.lines)),
      onGap: (...gap) => Promise.resolve(void gaps.push(gap)),
    }, stop.signal);
    await until(holds);
    stop.abort();
    await sharing;
  };
  await log.append("posts", records(0, 100));
  await shareUntil(async () => await log.sharedLag("posts") === 0n);
  await log.append("posts", records(100, 100));
  await deleteBefore(options, "posts", "150");
  await shareUntil(() => lines.length === 150);
  assert.deepEqual(gaps, [[0, 100n, 150n]]);
  await log.append("posts", records(200, 10));
  await shareUntil(() => lines.length === 160);
  assert.equal(gaps.length, 1);
});
