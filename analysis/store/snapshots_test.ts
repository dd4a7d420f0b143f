import assert from "node:assert/strict";
import type { Lane } from "./reads.ts";
import type { Store } from "./store.ts";
import { withStore } from "./store_harness.ts";

const limits = { deadlineMs: 30_000, maxRows: 1000 };
const endless = "select count(*) from range(10000000000) a, range(10000) b";

const land = ({ writer }: Store, landing: number) =>
  writer.exec(
    `insert into base.landings (landing, landed_at, posts, duplicates, dead) values (${landing}, '2026-01-01', 0, 0, 0)`,
  );
const newest = async (lane: Lane) =>
  (await lane.query("select coalesce(max(landing), 0) from landings", [], limits)).values[0]![0];

Deno.test("all connections of a snapshot see one moment, however fast landings commit", () =>
  withStore(async (store) => {
    let landing = 0;
    let landed: Promise<void> | null = null;
    const stop = new AbortController();
    landed = (async () => {
      while (!stop.signal.aborted) await land(store, ++landing);
    })();
    let moved = 0;
    for (let i = 0; i < 40; i++) {
      await using snapshot = await store.reads.snapshot(4);
      const before = landing;
      const seen = await Promise.all(Array.from({ length: 8 }, () => snapshot.use(newest)));
      assert.deepEqual(seen, seen.map(() => snapshot.moment.landing));
      if (landing > before) moved++;
    }
    stop.abort();
    await landed;
    assert.ok(moved > 0, "nothing landed beside the queries");
  }));

Deno.test("queries of a snapshot run at once, one on each connection", () =>
  withStore(async ({ reads }) => {
    await using snapshot = await reads.snapshot(2);
    const both = [Promise.withResolvers<void>(), Promise.withResolvers<void>()] as const;
    await Promise.all([0, 1].map((me) =>
      snapshot.use(async () => {
        both[me]!.resolve();
        await both[1 - me]!.promise;
      })
    ));
  }));

Deno.test("a failed query costs a snapshot one connection, and only when something has landed", () =>
  withStore(async (store) => {
    await using snapshot = await store.reads.snapshot(2);
    const fail = (lane: Lane) =>
      assert.rejects(lane.query("select 'a'::integer", [], limits), { name: "Poison" });
    await snapshot.use(fail);
    assert.equal(await newest(snapshot), 0);
    await land(store, 1);
    await snapshot.use(async (lane) => {
      await fail(lane);
      await assert.rejects(newest(lane), { name: "Retriable" });
    });
    assert.equal(snapshot.lost, false);
    assert.deepEqual(await Promise.all([newest(snapshot), newest(snapshot)]), [0, 0]);
    await snapshot.use(fail);
    assert.equal(snapshot.lost, true);
    await assert.rejects(newest(snapshot), { name: "Retriable" });
  }));

Deno.test("what waits for a lost snapshot is told", () =>
  withStore(async (store) => {
    await using snapshot = await store.reads.snapshot(1);
    await land(store, 1);
    const failing = snapshot.query("select 'a'::integer", [], limits);
    const waiting = newest(snapshot);
    await assert.rejects(failing, { name: "Poison" });
    await assert.rejects(waiting, { name: "Retriable" });
  }));

Deno.test("a query stops when nobody wants it any more, and its connection goes on", () =>
  withStore(async (store) => {
    await using snapshot = await store.reads.snapshot(1);
    const stop = new AbortController();
    const asked = snapshot.query(endless, [], limits, stop.signal);
    const next = newest(snapshot);
    setTimeout(() => stop.abort(), 0);
    await assert.rejects(asked, { name: "AbortError" });
    assert.equal(await next, 0);
    await assert.rejects(snapshot.query(endless, [], limits, stop.signal), { name: "AbortError" });
  }));

Deno.test("what a lane keeps is its own, made once, and gone with its snapshot", () =>
  withStore(async ({ reads }) => {
    for (let i = 0; i < 3; i++) {
      await using snapshot = await reads.snapshot(2);
      await snapshot.use(async (lane) => {
        for (let twice = 0; twice < 2; twice++) {
          await lane.keep("kept", "select $1::integer as n", [{ type: "number", value: i }], limits);
        }
        assert.deepEqual((await lane.query("from kept", [], limits)).values, [[i]]);
        await assert.rejects(snapshot.query("from kept", [], limits), /kept does not exist/);
      });
    }
  }));

Deno.test("more snapshots than connections wait their turn and all come", () =>
  withStore(async ({ reads }) => {
    const moments = await Promise.all(Array.from({ length: 60 }, async () => {
      await using snapshot = await reads.snapshot(3);
      return await newest(snapshot);
    }));
    assert.deepEqual(moments, moments.map(() => 0));
  }));

Deno.test("a spare connection takes the place of one that lost the moment, and runs nothing before", () =>
  withStore(async (store) => {
    await using snapshot = await store.reads.snapshot(1, 1);
    await land(store, 1);
    let running = 0;
    await Promise.all([0, 1].map(() =>
      snapshot.use(async (lane) => {
        assert.equal(++running, 1);
        await newest(lane);
        running--;
      })
    ));
    await assert.rejects(snapshot.query("select 'a'::integer", [], limits), { name: "Poison" });
    assert.equal(await newest(snapshot), 0);
    await assert.rejects(snapshot.query("select 'a'::integer", [], limits), { name: "Poison" });
    await assert.rejects(newest(snapshot), { name: "Retriable" });
  }));
