import assert from "node:assert/strict";
import { readSettings } from "../base/settings.ts";
import { openControl } from "../control.ts";
import { type FollowedTopic, type MadeOfTopic, originOf } from "../topics/followed_topic.ts";
import { topicFiles } from "../topics/topic_files.ts";
import type { Checked } from "./check_stream.ts";
import { readCredentials } from "./credentials.ts";
import { createRegistry, type Registry, type Wish } from "./registry.ts";

const now = Date.UTC(2026, 0, 5);
const plain = { what: null, perHour: null, schedule: null, credentials: {}, confirmed: false };
const bluesky: Wish = { ...plain, source: "bluesky" };

function followed(name: string, x: MadeOfTopic["x"]): FollowedTopic {
  const draft = { name, query: `#${name}` };
  return { ...draft, made: { of: originOf(draft), key: "0".repeat(32), x } };
}

async function withRegistry(
  run: (registry: Registry, dataDir: string, answer: (checked: Checked) => void) => Promise<void>,
): Promise<void> {
  const dataDir = await Deno.makeTempDir();
  let checked: Checked = { ok: true, items: 3 };
  try {
    using control = openControl(dataDir);
    const tokens = { X_BEARER_TOKEN: "token", MASTODON_TOKEN: "token", DATA_DIR: dataDir };
    const settings = readSettings((name) => tokens[name as keyof typeof tokens]);
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
  withRegistry(async (registry, dataDir) => {
    const refused = async (wish: Partial<Wish>, field: string | null, message: RegExp) =>
      await assert.rejects(registry.add({ ...bluesky, ...wish }), { name: "Poison", message, field });
    await refused({ source: "rss" }, "what", /give its address/);
    await refused({ source: "rss", what: "file:///etc/passwd" }, "what", /give its address/);
    await refused({ source: "newsapi", what: "rain" }, "NEWSAPI_KEY", /set NEWSAPI_KEY/);
    await refused({ credentials: { NEWSAPI_KEY: "two words" } }, "NEWSAPI_KEY", /one word/);
    await refused({ perHour: 0 }, "perHour", /from 1 to/);
    await refused({ perHour: 1.5 }, "perHour", /from 1 to/);
    await refused({ schedule: "often" }, "schedule", /give days/);
    await refused({ source: "push", what: "8001" }, "PUSH_TOKEN", /set PUSH_TOKEN to 16 characters or more/);
    await refused(
      { source: "push", what: "8001", credentials: { PUSH_TOKEN: "short" } },
      "PUSH_TOKEN",
      /set PUSH_TOKEN to 16 characters or more/,
    );
    await refused({ source: "push", what: "port" }, "what", /give a port/);
    await refused({ source: "push", what: "stdin" }, "what", /ends by itself/);
    await refused({ source: "x", what: "cats" }, "what", /^"cats" is not a followed topic: follow it first/);
    const topics = topicFiles(dataDir);
    topics.save(followed("cats", { rule: "#cats" }));
    topics.save(followed("dogs", { refusal: "X cannot be asked for “dog*”: write the words out" }));
    await refused({ source: "x", what: "cats,birds" }, "what", /^"birds" is not a followed topic/);
    await refused({ source: "x", what: "dogs,cats" }, "what", /^Topic "dogs": X cannot be asked for “dog\*”/);
    await refused(
      { source: "x", what: "cats" },
      "confirmed",
      /^X is asked for cats by #cats. It charges for every post .* up to X_DAILY_POSTS=1000 a day: confirm/,
    );
    await registry.add({ ...bluesky, source: "x", what: "cats", confirmed: true });
    topics.save(followed("dogs", { rule: "#dogs" }));
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

Deno.test("of two who add a stream at once, one is told that it is there", () =>
  withRegistry(async (registry) => {
    const wish = (perHour: number): Wish => ({
      ...bluesky,
      source: "newsapi",
      what: "rain",
      perHour,
      credentials: { NEWSAPI_KEY: "xyzzy" },
    });
    const [first, second] = await Promise.allSettled([registry.add(wish(100)), registry.add(wish(200))]);
    assert.equal(first.status === "fulfilled" && first.value.perHour, 100);
    assert.match(String(second.status === "rejected" && second.reason), /"newsapi:rain" is there already/);
    assert.equal(registry.list().streams.length, 1);
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
