import assert from "node:assert/strict";
import { testLimits } from "./contract_limits_harness.ts";
import { type Fake, type Reply, startFake } from "./fake_harness.ts";
import { readUntil } from "./read_harness.ts";
import { watch, type Watched } from "./tools_harness.ts";
import type { Subject } from "./contract_subject_harness.ts";

const cuts = 14;
const soonMs = 2000;
const page = "<!doctype html><html><body>Sign in to the hotel's network</body></html>";

/** What every live source has to keep. */
export function testContract(subject: Subject): void {
  const { name, ignore, ids } = subject;
  const contract = (promise: string, run: (fake: Fake) => Promise<void>, server = subject.createServer) =>
    Deno.test({
      name: `${name} ${promise}`,
      ignore,
      async fn() {
        await using fake = startFake(server());
        await run(fake);
      },
    });

  contract("gives every post, and says that it is live", async (fake) => {
    const watched = watch(subject.create(fake.url));
    const read = await readUntil(watched.source, ({ ids: seen }) => holdsAll(seen, ids));
    assert.deepEqual([...new Set(read.ids)].toSorted(), [...ids].toSorted());
    assert.ok(watched.states.some(({ state }) => state === "live" || state === "catching up"));
    assert.equal(watched.states.at(-1)?.state, "stopped");
    assert.match(fake.asked[0]!.headers.get("user-agent") ?? "", /groundswell/i);
    showsNoSecret(subject, fake, watched, read);
  });

  contract("gives the same posts when they come twice and out of order", async (fake) => {
    const { source } = watch(subject.create(fake.url));
    const read = await readUntil(source, ({ ids: seen }) => holdsAll(seen, ids));
    assert.deepEqual([...new Set(read.ids)].toSorted(), [...ids].toSorted());
  }, subject.createDisorder);

  Deno.test({
    name: `${name} loses nothing by a cut at any byte, in the same run and after a restart`,
    ignore,
    async fn() {
      const whole = await bytesOfRun(subject);
      for (let cut = 0; cut < cuts; cut++) {
        await using fake = startFake(subject.createServer());
        fake.wire.cutAfter = 1 + Math.floor((whole - 1) * cut / (cuts - 1));
        const first = watch(subject.create(fake.url));
        const wasCut = () => fake.wire.cutAfter === undefined;
        const before = await readUntil(first.source, ({ ids: seen }) => wasCut() || holdsAll(seen, ids));
        const second = watch(subject.create(fake.url));
        const missing = () => ids.filter((id) => !before.ids.includes(id));
        const after = await readUntil(
          second.source,
          ({ ids: seen }) => holdsAll(seen, missing()),
          before.cursor,
        );
        assert.ok(holdsAll([...before.ids, ...after.ids], ids));
      }
      await using fake = startFake(subject.createServer());
      fake.wire.cutAfter = Math.floor(whole / 2);
      const { source } = watch(subject.create(fake.url));
      await readUntil(source, ({ ids: seen }) => holdsAll(seen, ids));
      assert.equal(fake.wire.cutAfter, undefined);
    },
  });

  for (const { status, state, style = "", headers = {}, waitMs } of statuses) {
    contract(`takes HTTP ${status}${style} for "${state}", and goes on when it is over`, async (fake) => {
      const watched = await endures(subject, fake, { status, headers, body: "no" }, state);
      if (waitMs === undefined) return;
      const waited = watched.waits.find((ms) => ms >= waitMs && ms <= waitMs + hourMs + soonMs);
      assert.ok(waited !== undefined, `waited ${watched.waits}`);
    });
  }

  contract("takes a web page for a failure, and goes on when it is over", async (fake) => {
    await endures(subject, fake, { headers: { "content-type": "text/html" }, body: page }, "failed");
  });

  for (const { body, kind } of subject.errorsInside) {
    contract(`takes status 200 with ${body.slice(0, 60)} for "${kind}"`, async (fake) => {
      await endures(subject, fake, { headers: { "content-type": "application/json" }, body }, kind);
    });
  }

  contract("takes silence for a failure, and goes on when it is over", async (fake) => {
    fake.wire.silent = true;
    const watched = watch(subject.create(fake.url));
    await readUntil(watched.source, ({ ids: seen }) => {
      if (watched.states.some(({ state }) => state === "failed")) fake.wire.silent = false;
      return holdsAll(seen, ids);
    });
  });

  if (!subject.polls) {
    contract("takes a stream that falls silent for a failure", async (fake) => {
      const watched = watch(subject.create(fake.url));
      const silent = () => watched.states.findIndex(({ reason }) => reason?.includes("said nothing for"));
      await readUntil(watched.source, () => silent() > 0);
      assert.ok(
        watched.states.slice(0, silent()).some(({ state }) => state === "live" || state === "catching up"),
      );
    });
  }

  if (subject.polls) {
    contract("takes an answer that drips for a failure, and goes on when it is over", async (fake) => {
      fake.wire.dripMs = 30;
      const watched = watch(subject.create(fake.url));
      await readUntil(watched.source, ({ ids: seen }) => {
        if (watched.states.some(({ state }) => state === "failed")) fake.wire.dripMs = 0;
        return holdsAll(seen, ids);
      });
    });
  }

  testLimits(subject);

  contract("stops within 2 s in the middle of a silence", async (fake) => {
    fake.wire.silent = true;
    const { source } = watch(subject.create(fake.url), { ...patient });
    const stop = new AbortController();
    const reading = (async () => {
      for await (const _ of source.open(undefined, stop.signal));
    })();
    while (fake.asked.length === 0) await new Promise((resolve) => setTimeout(resolve, 5));
    stop.abort();
    const deadline = Promise.withResolvers<never>();
    const timer = setTimeout(() => deadline.reject(new Error("still runs")), soonMs);
    await Promise.race([reading, deadline.promise]).finally(() => clearTimeout(timer));
  });
}

const patient = {
  headMs: 60_000,
  silenceMs: 60_000,
  documentMs: 60_000,
  documentBytes: 1e7,
  eventBytes: 1e6,
};

interface Status {
  status: number;
  state: "failed" | "waiting for quota";
  /** How the wait is asked for. */
  style?: string;
  headers?: { [name: string]: string };
  waitMs?: number;
}

const hourMs = 3_600_000;
// Whole seconds, as they are sent.
const soon = new Date(Math.ceil(Date.now() / 1000) * 1000 + 2 * hourMs);
const quota = (style: string, headers: { [name: string]: string }, waitMs: number, status = 429): Status => ({
  status,
  state: "waiting for quota",
  style: ` with ${style}`,
  headers,
  waitMs,
});
const statuses: Status[] = [
  ...[401, 402, 403, 404, 500, 503].map((status): Status => ({ status, state: "failed" })),
  { status: 429, state: "waiting for quota" },
  quota("Retry-After in seconds", { "retry-after": "30" }, 30_000),
  quota("Retry-After in seconds", { "retry-after": "7" }, 7000, 503),
  quota("a date in Retry-After", { "retry-after": soon.toUTCString() }, hourMs),
  quota(
    "a reset in seconds to go",
    { "x-ratelimit-remaining": "0.0", "x-ratelimit-reset": "525.5" },
    525_500,
  ),
  quota("a reset in seconds since 1970", { "x-rate-limit-reset": String(soon.getTime() / 1000) }, hourMs),
  quota("a reset as a time", { "x-ratelimit-reset": soon.toISOString() }, hourMs),
];

// What `holdsAll` waits for comes only after the fault is over, and the fault is over only once it was seen.
async function endures(subject: Subject, fake: Fake, fault: Reply, state: string): Promise<Watched> {
  fake.instead = fault;
  const watched = watch(subject.create(fake.url));
  const read = await readUntil(watched.source, ({ ids: seen }) => {
    if (watched.states.some((one) => one.state === state)) delete fake.instead;
    return holdsAll(seen, subject.ids);
  });
  assert.equal(fake.instead, undefined);
  const told = watched.states.find((one) => one.state === state)!;
  assert.ok(told.reason!.length > 0 && told.retryAt! > 0);
  showsNoSecret(subject, fake, watched, read);
  return watched;
}

async function bytesOfRun(subject: Subject): Promise<number> {
  await using fake = startFake(subject.createServer());
  const { source } = watch(subject.create(fake.url));
  await readUntil(source, ({ ids: seen }) => holdsAll(seen, subject.ids));
  return fake.wire.bytes;
}

function holdsAll(seen: readonly string[], ids: readonly string[]): boolean {
  const known = new Set(seen);
  return ids.every((id) => known.has(id));
}

function showsNoSecret(subject: Subject, fake: Fake, watched: Watched, read: unknown): void {
  const shown = JSON.stringify([watched.states, watched.counts, watched.gaps, read]);
  const kept = [shown, ...shown.matchAll(/\\"bytes\\":\\"([^\\]*)/g).map(([, bytes]) => atob(bytes!))].join(
    "\n",
  );
  for (const secret of subject.create(fake.url).secrets) assert.ok(!kept.includes(secret));
}
