import assert from "node:assert/strict";
import { needsShared, sharedPath } from "../ingest/base/test_needs.ts";
import { joinReplay, start, withDataDir } from "./dev_harness.ts";

const longestMs = 60_000;
const historyPosts = 45_000;

interface Burst {
  name: string;
  query: string;
  start: number;
  end: number;
  extraPosts: number;
}

Deno.test("dev shows a day of the sample stream, and its page finds what was planted", () =>
  withDataDir(async (dataDir) => {
    await using dev = start("dev", dataDir);
    const url = await dev.url();
    await until(async () => await posts(url, "") > historyPosts, "a day of history");
    await until(async () => (await health(url)).lag === 0, "end of the lag");
    assert.deepEqual((await health(url)).stages, {
      landing: "runs",
      log: "runs",
      files: "runs",
      ingest: "runs",
    });
    dev.child.kill("SIGTERM");
    assert.equal((await dev.ended()).code, 0);
    const truth = JSON.parse(await Deno.readTextFile(`${dataDir}/sample-truth.json`));
    const whole = (truth.bursts as Burst[]).filter(({ start, end }) => start > truth.from && end < truth.to);
    assert.ok(whole.length >= 3, "several bursts lie wholly in the day");
    await using again = start("dev", dataDir);
    const pages = await again.url();
    for (const { name, query, extraPosts } of whole) {
      const found = await posts(pages, query);
      assert.ok(found >= extraPosts && found <= 1.05 * extraPosts + 3, `${name}: ${found} of ${extraPosts}`);
    }
  }));

Deno.test(
  { name: "the first real post retires the sample stream for good", ...needsShared },
  () =>
    withDataDir(async (dataDir) => {
      const file = sharedPath("data/twitter-v1/utwente_dutch-stream_2016-01-22T0500.ndjson.gz");
      await using dev = start("dev", dataDir);
      const url = await dev.url();
      await until(async () => await posts(url, "") > 0, "the sample stream");
      await joinReplay(dataDir, file);
      await until(async () => await posts(url, "") === 1000, "the real posts alone");
      dev.child.kill("SIGTERM");
      assert.equal((await dev.ended()).code, 0);
      await using again = start("dev", dataDir);
      const pages = await again.url();
      // Long enough for a sample stream to begin: another replay starts, reads and lands meanwhile.
      await joinReplay(dataDir, file);
      await until(async () => (await health(pages)).lag === 0, "end of the lag");
      assert.equal(await posts(pages, ""), 1000);
    }),
);

async function health(url: string): Promise<{ stages: Record<string, string>; lag: number }> {
  const answer = await fetch(`${url}healthz`);
  assert.equal(answer.status, 200);
  return await answer.json();
}

async function posts(url: string, topic: string): Promise<number> {
  const query = new URLSearchParams({ topic, window: "all" });
  const answer = await fetch(`${url}api/pages/topic/cells/totals?${query}`);
  const { names, values, error } = await answer.json();
  assert.equal(error, undefined);
  return values[names.indexOf("posts")][0];
}

async function until(done: () => Promise<boolean>, what: string): Promise<void> {
  const started = Date.now();
  while (!await done()) {
    assert.ok(Date.now() - started < longestMs, `no ${what} after ${longestMs} ms`);
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
}
