import assert from "node:assert/strict";
import { readSettings } from "../base/settings.ts";
import { openControl } from "../control.ts";
import type { Checked } from "./check_stream.ts";
import { readCredentials } from "./credentials.ts";
import { createRegistry, type Registry, type Wish } from "./registry.ts";

const now = Date.UTC(2026, 0, 5);
const plain = { what: null, perHour: null, schedule: null, credentials: {}, confirmed: false };
const bluesky: Wish = { ...plain, source: "bluesky" };

async function withRegistry(
  run: (registry: Registry, dataDir: string, answer: (checked: Checked) => void) => Promise<void>,
): Promise<void> {
  const dataDir = await Deno.makeTempDir();
  let checked: Checked = { ok: true, items: 3 };
  try {
    using control = openControl(dataDir);
    const settings = readSettings((name) => /^(X_BEARER|MASTODON)_TOKEN$/.test(name) ? "token" : undefined);
    const registry = createRegistry({
      table: control.streams,
      dataDir,
      settings,
      isAlive: () => true,
      check: () => Promise.resolve(checked),
      now: () => now,
    });
    await run(registry, dataDir, (answer) => checked = answer);
  } finally {
    await Deno.remove(dataDir, { recursive: true });
  }
}

Deno.test("a registry refuses what cannot be followed, and names the field", () =>
  withRegistry(async (registry) => {
    const refused = async (wish: Partial<Wish>, field: string | null, message: RegExp) =>
      await assert.rejects(registry.add({ ...bluesky, ...wish }), { name: "Poison", message, field });
    await refused({ source: "rss" }, "what", /give its address/);
    await refused({ source: "rss", what: "file:///etc/passwd" }, "what", /give its address/);
    await refused({ source: "newsapi", what: "rain" }, "NEWSAPI_KEY", /set NEWSAPI_KEY/);
    await refused({ credentials: { NEWSAPI_KEY: "two words" } }, "NEWSAPI_KEY", /one word/);
    await refused({ perHour: 0 }, "perHour", /from 1 to/);
    await refused({ perHour: 1.5 }, "perHour", /from 1 to/);
    await refused({ schedule: "often" }, "schedule", /give days/);
    await refused({ source: "push", what: "stdin" }, "what", /ends by itself/);
    await refused({ source: "x", what: "cats" }, "confirmed", /charges for every post/);
    await registry.add({ ...bluesky, source: "x", what: "cats", confirmed: true });
    await refused(
      { source: "x", what: "dogs", confirmed: true },
      "what",
      /one stream an app: remove "x:cats" first/,
    );
    const mastodon = { source: "mastodon", what: "one.example/tags/a" } as const;
    await registry.add({ ...bluesky, ...mastodon });
    await registry.add({ ...bluesky, ...mastodon, what: "ONE.example" });
    const sent = /MASTODON_TOKEN is for one server: remove "mastodon:one.example.*" first/i;
    await refused({ ...mastodon, what: "other.example" }, "what", sent);
    await registry.add(bluesky);
    await refused({}, "what", /"bluesky" is there already/);
    assert.throws(() => registry.want("none", "paused"), {
      name: "Poison",
      message: 'There is no stream "none"',
    });
  }));

Deno.test("a registry keeps credentials only once the source has taken them", () =>
  withRegistry(async (registry, dataDir, answer) => {
    const wish: Wish = { ...bluesky, source: "newsapi", what: "rain", credentials: { NEWSAPI_KEY: "xyzzy" } };
    answer({
      ok: false,
      message: "The source does not accept the credentials (HTTP 401)",
      ofCredentials: true,
    });
    await assert.rejects(registry.add(wish), { field: "NEWSAPI_KEY" });
    answer({ ok: false, message: "There is nothing at this address (HTTP 404)", ofCredentials: false });
    await assert.rejects(registry.check(wish), { field: "what" });
    assert.deepEqual([readCredentials(dataDir), registry.list().streams], [{}, []]);
    answer({ ok: true, items: 3 });
    assert.deepEqual(await registry.check(wish), { stream: "newsapi:rain", items: 3 });
    assert.deepEqual(readCredentials(dataDir), {}, "to check keeps nothing");
    const added = await registry.add(wish);
    assert.equal(registry.origins().NEWSAPI_KEY, "entered");
    assert.ok(!JSON.stringify([added, registry.list(), registry.origins()]).includes("xyzzy"));
    await registry.add({ ...bluesky, source: "newsapi", what: "snow" });
  }));

Deno.test("a registry runs what a command line names, whether it is there or was stopped", () =>
  withRegistry(async (registry) => {
    const { id } = await registry.ensure({ source: "bluesky", what: null });
    registry.limit(id, { perHour: 100 });
    registry.want(id, "stopped");
    const again = await registry.ensure({ source: "bluesky", what: null });
    assert.deepEqual([again.id, again.wanted, again.perHour], [id, "running", 100]);
    assert.equal(registry.find("bluesky").id, id);
    assert.equal(registry.limit(id, { schedule: " mon-fri " }).schedule, "mon-fri");
    assert.equal(registry.limit(id, { schedule: "" }).schedule, null);
    registry.remove(id);
    assert.deepEqual(registry.list(), { streams: [], followed: false });
  }));
