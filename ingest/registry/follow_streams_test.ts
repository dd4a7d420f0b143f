import assert from "node:assert/strict";
import { Fatal } from "../base/errors.ts";
import { wait } from "../base/wait.ts";
import { type Asked, startFake } from "../sources/live/fake_harness.ts";
import { Problem } from "../sources/live/problem.ts";
import { createRss } from "../sources/rss_live.ts";
import { Bench, counting, failing, numbers, unlimited, withFollowing } from "./following_harness.ts";

Deno.test("followStreams() starts, pauses and stops as it is told, within 2 s and without a restart", () =>
  withFollowing(async (bench) => {
    bench.start();
    const id = bench.add(() => counting("a"));
    const { posts } = await bench.state(id, "live");
    await bench.until("posts come", () => bench.view(id).posts > posts + 5);
    for (const wanted of ["paused", "stopped"] as const) {
      bench.want(id, wanted);
      const askedAt = Date.now();
      await bench.state(id, wanted);
      assert.ok(Date.now() - askedAt < 2000);
      const before = bench.view(id).posts;
      await wait(100, new AbortController().signal);
      assert.equal(bench.view(id).posts, before);
      bench.want(id, "running");
      await bench.until("it runs again", () => bench.view(id).posts > before);
    }
    await bench.until(
      "its states are on the log",
      async () =>
        (await bench.lines("coverage")).filter(({ kind }) => kind === "state").map(({ detail }) => detail)
          .join() ===
          "starting,live,paused,starting,live,stopped,starting,live".replace(/^starting,/, ""),
    );
  }));

Deno.test("followStreams() goes on by the cursor after a restart and a pause, and begins anew after a stop", () =>
  withFollowing(async (bench) => {
    const id = bench.add(() => counting("a", { anew: () => 1_000_000 }));
    bench.start();
    await bench.until("posts come", () => bench.view(id).posts > 3);
    await bench.stop();
    assert.deepEqual(bench.view(id).state, "starting", "as soon as anything runs");
    bench.start();
    await bench.until("more posts come", () => bench.view(id).posts > 8);
    bench.want(id, "paused");
    await bench.state(id, "paused");
    bench.want(id, "running");
    await bench.until("more posts come", () => bench.view(id).posts > 12);
    const before = numbers(await bench.lines("post"));
    assert.deepEqual(
      [...new Set(before)],
      before.map((_, index) => index + 1),
      "none is lost, none came twice",
    );
    bench.want(id, "stopped");
    await bench.state(id, "stopped");
    bench.want(id, "running");
    await bench.until(
      "it begins anew",
      async () => Math.max(...numbers(await bench.lines("post"))) > 1_000_000,
    );
  }));

Deno.test("followStreams() lets no stream that fails, whyever, take others with it, and says why", () =>
  withFollowing(async (bench) => {
    await using fake = startFake(() => ({ status: 500, body: "" }));
    const good = bench.add(() => counting("good"));
    const down = bench.add(() => createRss({ url: `${fake.url}/feed` }));
    const cut = bench.add(() => failing("cut", () => new Problem("lost", "The network is closed")));
    const wrong = bench.add(() => failing("wrong", () => new TypeError("x is undefined")));
    const unset = bench.add(
      () => {
        throw new Fatal("Set UNSET");
      },
      unlimited,
      "unset",
    );
    bench.start();
    assert.match((await bench.state(down, "failed")).reason!, /HTTP 500/);
    const { reason, retryAt } = await bench.state(cut, "failed");
    assert.equal(reason, "The network is closed");
    assert.ok(retryAt! > 0);
    assert.match((await bench.state(wrong, "failed")).reason!, /Groundswell itself fails: x is undefined/);
    assert.equal((await bench.state(unset, "failed")).reason, "Set UNSET");
    const asked: Asked[] = fake.asked;
    await bench.until("it is tried again", () => asked.length > 2);
    const { posts } = await bench.state(good, "live");
    await bench.until("the good one goes on", () => bench.view(good).posts > posts + 10);
    bench.adapters.set("unset", () => counting("unset"));
    bench.mark = "somebody has entered something";
    await bench.state(unset, "live");
  }));

Deno.test("followStreams() begins a stream again once what it follows is there, and is not there any more", () =>
  withFollowing(async (bench) => {
    const id = bench.add(
      () => {
        const why = bench.whyNot.get("topics");
        if (why !== undefined) throw new Fatal(why);
        return counting("topics");
      },
      unlimited,
      "topics",
    );
    bench.whyNot.set("topics", 'Its topic "rain" is no longer followed');
    bench.start();
    assert.equal((await bench.state(id, "failed")).reason, 'Its topic "rain" is no longer followed');
    bench.whyNot.delete("topics");
    await bench.state(id, "live");
    bench.whyNot.set("topics", "It was edited by hand");
    assert.equal((await bench.state(id, "failed")).reason, "It was edited by hand");
  }));

Deno.test("followStreams() ends when our own state is wrong", () =>
  withFollowing(async (bench) => {
    bench.add(() => failing("broken", () => new Fatal("The disk is full")));
    bench.start();
    await assert.rejects(bench.ended(), { name: "Fatal", message: "The disk is full" });
    await assert.rejects(bench.stop());
    bench.start();
    await assert.rejects(bench.ended());
    bench.adapters.set("broken", () => counting("broken"));
    bench.start();
  }));

Deno.test("followStreams() runs a stream in the hours of its schedule, and says when it runs next", () =>
  withFollowing(async (bench) => {
    let clock = Date.UTC(2026, 0, 5, 7, 59, 59);
    bench.now = () => clock;
    const id = bench.add(() => counting("office"), { perHour: null, schedule: "mon-fri 08:00-18:00" });
    bench.start();
    const paused = await bench.state(id, "paused");
    assert.equal(paused.reason, 'Its schedule is "mon-fri 08:00-18:00" (UTC)');
    assert.equal(paused.retryAt, Date.UTC(2026, 0, 5, 8));
    clock = Date.UTC(2026, 0, 5, 8);
    await bench.until("posts come", () => bench.view(id).posts > 3);
    clock = Date.UTC(2026, 0, 9, 18);
    await bench.until("it rests until Monday", () => bench.view(id).retryAt === Date.UTC(2026, 0, 12, 8));
  }));

Deno.test("followStreams() keeps no more than a stream's cap, counts what it leaves out, and notes a sample", () =>
  withFollowing(async (bench) => {
    let clock = Date.UTC(2026, 0, 5, 8);
    bench.now = () => clock;
    const id = bench.add(() => counting("capped"), { perHour: 60, schedule: null });
    bench.start();
    const why = "is beyond 60 posts an hour";
    await bench.until("posts are left out", () => (bench.view(id).leftOut[why] ?? 0) > 5);
    assert.equal((await bench.lines("post")).length, bench.view(id).posts);
    await bench.until("the hour's posts are there", () => bench.view(id).ofHour === 60 || tick());
    await bench.until(
      "the sample is noted",
      async () =>
        (await bench.lines("coverage")).some(({ kind, seen }) => kind === "sampled" && Number(seen) < 1),
    );

    function tick(): false {
      clock = Math.min(clock + 60_000, Date.UTC(2026, 0, 5, 8, 59, 50));
      return false;
    }
  }));

Deno.test("two processes follow a stream as one", () =>
  withFollowing(async (bench) => {
    const other = new Bench(bench.dataDir);
    const id = bench.add(() => counting("shared"));
    other.adapters.set("shared", () => counting("shared"));
    bench.start();
    await bench.state(id, "live");
    other.start();
    await bench.until("the other waits", () =>
      other.said.some((text) => text.includes("is read by another process")));
    await bench.stop();
    const { posts } = bench.view(id);
    await bench.until("the other goes on", () =>
      bench.view(id).posts > posts + 3);
    bench.start();
    bench.want(id, "paused");
    await bench.state(id, "paused");
    bench.want(id, "running");
    await bench.until("it goes on", () => bench.view(id).posts > posts + 10);
    await other.stop();
    await bench.stop();
    const seen = numbers(await bench.lines("post"));
    assert.deepEqual([...new Set(seen)], Array.from({ length: Math.max(...seen) }, (_, index) => index + 1));
    assert.equal(bench.view(id).posts, seen.length);
  }));
