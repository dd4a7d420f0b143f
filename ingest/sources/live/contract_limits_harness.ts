import assert from "node:assert/strict";
import type { LiveState } from "./adapter.ts";
import type { Subject } from "./contract_subject_harness.ts";
import { type Fake, type Reply, startFake } from "./fake_harness.ts";
import { publicInternet } from "./guard.ts";
import { readUntil } from "./read_harness.ts";
import { shortLimits, watch, type Watched } from "./tools_harness.ts";

const tooSmall = { ...shortLimits, documentBytes: 9, eventBytes: 9 };
/** Answers shorter than this say one thing, of which half would say another. */
const minCutChars = 100;

/** What every live source has to keep about where it asks, how much it takes, and what is not whole. */
export function testLimits({ name, ignore, ids, createServer, create }: Subject): void {
  const promise = (what: string, run: (fake: Fake) => Promise<void>) =>
    Deno.test({
      name: `${name} ${what}`,
      ignore,
      async fn() {
        await using fake = startFake(createServer());
        await run(fake);
      },
    });

  promise("asks nothing at an address inside a private network", async (fake) => {
    const watched = watch(create(fake.url), shortLimits, Date.now, publicInternet);
    await readUntil(watched.source, () => hasFailed(watched));
    assert.match(reasonOf(watched), /is not an address of the public internet/);
    assert.equal(fake.asked.length, 0);
  });

  promise("takes no more than its limits from a source, and says so", async (fake) => {
    const watched = watch(create(fake.url), tooSmall);
    const read = await readUntil(watched.source, ({ dead }) => hasFailed(watched) || dead.length > 0);
    assert.deepEqual(read.ids, []);
    const said = [reasonOf(watched), ...read.dead].join();
    assert.match(said, /larger than|broke off|exceeded|is not understood|is too long/);
  });

  promise(
    "loses nothing by answers that end in the middle of a line, and makes no post of half a one",
    async (fake) => {
      fake.shape = half;
      const watched = watch(create(fake.url));
      const read = await readUntil(watched.source, ({ ids: seen, dead }) => {
        if (hasFailed(watched) || dead.length > 0) delete fake.shape;
        return ids.every((id) => seen.includes(id));
      });
      assert.deepEqual([...new Set(read.ids)].toSorted(), [...ids].toSorted());
    },
  );

  promise(
    "says that credentials were revoked while it runs, and goes on when they are good again",
    async (fake) => {
      // What was received takes some time, also on a fast machine.
      let clock = Date.now();
      const watched = watch(create(fake.url), shortLimits, () => ++clock);
      const { states } = watched;
      const refusedAt = () => states.findIndex(({ reason }) => reason?.includes("credentials"));
      let revoked = false;
      const { lines } = await readUntil(watched.source, ({ ids: seen }) => {
        if (!revoked && seen.length > 0) {
          revoked = true;
          fake.instead = { status: 401, body: "revoked" };
          fake.wire.cut();
        }
        if (refusedAt() >= 0) delete fake.instead;
        return refusedAt() >= 0 && states.slice(refusedAt()).some(isReading);
      });
      if (!states.slice(0, refusedAt()).some(({ state }) => state === "live")) return;
      assert.ok(lines.some((line) => line.startsWith('{"v":1,"t":"coverage","kind":"connected"')));
    },
  );
}

const isReading = ({ state }: LiveState) => state === "live" || state === "catching up";
const hasFailed = ({ states }: Watched) => states.some(({ state }) => state === "failed");

function reasonOf({ states }: Watched): string {
  return states.find(({ state }) => state === "failed")?.reason ?? "";
}

function half(reply: Reply): Reply {
  const cut = (text: string) => text.length < minCutChars ? text : text.slice(0, text.length / 2);
  if ("body" in reply) return { ...reply, body: cut(reply.body) };
  if ("messages" in reply) return { ...reply, messages: reply.messages.slice(0, 1).map(cut), ends: true };
  return { ...reply, stream: [cut(reply.stream.join(""))], ends: true };
}
