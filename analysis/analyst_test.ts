import assert from "node:assert/strict";
import { Fatal } from "../ingest/base/errors.ts";
import { inFolder } from "../ingest/base/folder_harness.ts";
import { openEmbeddedLog } from "../ingest/log/embedded.ts";
import { encodePost } from "../ingest/post.ts";
import { type AnalysedBatch, startAnalyst } from "./analyst.ts";
import { moodModel, until, withTinyModel } from "./large/large_harness.ts";

const line = (id: number) =>
  encodePost({
    source: "x",
    id: String(id),
    revision: 0,
    stream: "test",
    createdAt: 1_400_000_000_000,
    receivedAt: 1_400_000_000_000,
    text: `post ${id} is good`,
  }, "fromId");

/** A log of so many posts in batches of 700, in a folder of its own. */
function makeLog(posts: number, use: (logPath: string) => Promise<void>): Promise<void> {
  return inFolder(async (folder) => {
    const logPath = `${folder}/log.sqlite`;
    await append(logPath, 0, posts);
    await use(logPath);
  });
}

async function append(logPath: string, first: number, end: number) {
  await using log = await openEmbeddedLog(logPath);
  for (let at = first; at < end; at += 700) {
    const length = Math.min(700, end - at);
    await log.append("posts", Array.from({ length }, (_, i) => ({ key: "k", line: line(at + i) })));
  }
}

Deno.test("startAnalyst() analyses the log from an offset on, and what is appended later", () =>
  makeLog(3000, async (logPath) => {
    const feed = startAnalyst({ logPath, from: 10n });
    let next = 10n;
    for await (const batch of feed.batches) {
      assert.ok(batch.lines.length <= 1000);
      assert.equal(batch.from, next);
      for (const [i, text] of batch.lines.entries()) {
        const { id, norm, sentiment } = JSON.parse(text);
        assert.equal(id, String(batch.offsets[i]));
        assert.equal(norm, ` post ${id} is good `);
        assert.equal(sentiment.label, "positive");
      }
      next = batch.next;
      feed.landed(batch.lines.length);
      if (next === 3000n) await append(logPath, 3000, 3100);
      if (next === 3100n) break;
    }
    await feed.close();
    await feed.close();
  }));

Deno.test("startAnalyst() keeps at most 20,000 lines in flight until landed() gives them back", () =>
  makeLog(24_000, async (logPath) => {
    const feed = startAnalyst({ logPath, from: 0n });
    const batches = feed.batches[Symbol.asyncIterator]();
    const take = async (until: number) => {
      let lines = 0;
      while (lines < until) lines += (await batches.next() as { value: AnalysedBatch }).value.lines.length;
      return lines;
    };
    const held = await take(19_000);
    assert.ok(held <= 20_000);
    // With more than 19,000 of 20,000 taken, the next batch of 1,000 comes only after landed().
    const rest = take(24_000 - held);
    const first = await Promise.race([rest, settled(200)]);
    assert.equal(first, "waiting");
    feed.landed(held);
    assert.equal(await rest, 24_000 - held);
    await feed.close();
  }));

Deno.test("startAnalyst() gives lines that a large model had time for, in order, and never waits for it to start", () =>
  withTinyModel("mood", moodModel, (path) =>
    makeLog(10, async (logPath) => {
      const told: string[] = [];
      const large = [{ task: "sentiment", ref: { kind: "folder", path }, postsPerSecond: 1000 }] as const;
      const feed = startAnalyst({ logPath, from: 0n, large: [...large], warn: (text) => told.push(text) });
      let next = 0n;
      let byLarge = 0;
      for await (const batch of feed.batches) {
        assert.equal(batch.from, next);
        next = batch.next;
        for (const [i, text] of batch.lines.entries()) {
          const { id, sentiment } = JSON.parse(text);
          assert.equal(id, String(batch.offsets[i]));
          if (sentiment.model.startsWith("mood@")) byLarge++;
          else assert.equal(sentiment.model, "sentiment-microblog-5");
        }
        feed.landed(batch.lines.length);
        if (byLarge > 20) break;
        // The first posts start it, and go on without it.
        await until(() => told.length > 0);
        await append(logPath, Number(next), Number(next) + 10);
      }
      assert.match(told.join(), /^SENTIMENT_MODEL mood@[0-9a-f]{8} is ready/);
      await feed.close();
    })));

Deno.test("startAnalyst() ends its batches when the feed closes", () =>
  makeLog(10, async (logPath) => {
    const feed = startAnalyst({ logPath, from: 0n });
    let seen = 0;
    let closed: Promise<void> | undefined;
    for await (const batch of feed.batches) {
      seen += batch.lines.length;
      closed = feed.close();
    }
    assert.equal(seen, 10);
    await closed;
  }));

Deno.test("startAnalyst() throws Fatal where the log cannot be opened, and in its batches", () =>
  inFolder(async (folder) => {
    await Deno.writeTextFile(`${folder}/log.sqlite`, "no database at all".repeat(100));
    const feed = startAnalyst({ logPath: `${folder}/log.sqlite`, from: 0n });
    await assert.rejects(async () => {
      for await (const _ of feed.batches) assert.fail("a batch");
    }, (error) => error instanceof Fatal && /^Analyst failed: Cannot open log/.test(error.message));
    await feed.close();
  }));

// Only to show that nothing comes: a condition cannot be waited for.
async function settled(ms: number): Promise<"waiting"> {
  await new Promise((resolve) => setTimeout(resolve, ms));
  return "waiting";
}
