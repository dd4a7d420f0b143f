import assert from "node:assert/strict";
import { gunzipSync } from "node:zlib";
import { needsShared, sharedPath } from "../../ingest/base/test_needs.ts";
import { analyseStream, maxLineBytes } from "./analyse_stream.ts";

async function run(...chunks: (string | Uint8Array)[]) {
  let out = "";
  const bytes = chunks.map((chunk) => typeof chunk === "string" ? new TextEncoder().encode(chunk) : chunk);
  const write = (part: Uint8Array) => {
    out += new TextDecoder().decode(part);
    return Promise.resolve();
  };
  const done = await analyseStream(ReadableStream.from(bytes), write, () => 1_400_000_000_000);
  return { ...done, out: out.split("\n").slice(0, -1).map((line) => JSON.parse(line)) };
}

Deno.test("analyseStream() gives one line for each, with BOM, CR LF and no last line feed", async () => {
  const { lines, dead, out } = await run('\ufeff{"text":"a good day"}\r\n{"text":', '"b"}\n{"text":"c"}');
  assert.deepEqual([lines, dead], [3, 0]);
  assert.deepEqual(out.map(({ norm }) => norm), [" a good day ", " b ", " c "]);
  assert.equal(out[0].sentiment.label, "positive");
});

Deno.test("analyseStream() makes dead letters of what it cannot read, and counts them", async () => {
  const bad = new Uint8Array([0x7b, 0xff, 0x7d, 0x0a]);
  const { lines, dead, out } = await run('{"text":"a"}\n\n', bad, '{"text":7}\n{"text":"b"}\n');
  assert.deepEqual([lines, dead], [5, 3]);
  assert.deepEqual(out.map(({ t }) => t ?? "post"), ["post", "dead", "dead", "dead", "post"]);
  assert.deepEqual(out.map(({ origin }) => origin).slice(1, 4), ["stdin:2", "stdin:3", "stdin:4"]);
  assert.equal(out[2].reason, "Line is not UTF-8");
  assert.equal(out[2].bytes, bad.subarray(0, 3).toBase64());
});

Deno.test("analyseStream() cuts a line that is too long, and passes dead letters on", async () => {
  const { dead, out } = await run(
    `{"text":"${"a".repeat(maxLineBytes)}"}\n{"v":1,"t":"dead","source":"x"}\n`,
  );
  assert.equal(dead, 1);
  assert.deepEqual([out[0].size, out[0].stage], [maxLineBytes + 11, "analyse"]);
  assert.match(out[0].reason, /^Line is longer than 1048576 bytes$/);
  assert.deepEqual(out[1], { v: 1, t: "dead", source: "x" });
});

Deno.test("analyseStream() waits for its reader", async () => {
  let writing = 0;
  let read = 0;
  async function* source() {
    for (; read < 20; read++) {
      assert.equal(writing, 0);
      yield await Promise.resolve(new TextEncoder().encode('{"text":"a"}\n'));
    }
  }
  await analyseStream(source(), async () => {
    writing++;
    await new Promise((resolve) => setTimeout(resolve, 0));
    writing--;
  }, Date.now);
  assert.equal(read, 20);
});

Deno.test({
  name: "analyseStream() takes recorded posts of X as they are",
  ...needsShared,
  async fn() {
    const file = sharedPath("data/twitter-v1/utwente_dutch-stream_2016-01-22T0500.ndjson.gz");
    const raw = gunzipSync(await Deno.readFile(file));
    const { lines, dead, out } = await run(raw);
    assert.deepEqual([lines, dead, out.length], [1000, 0, 1000]);
    const recorded = raw.toString().trim().split("\n").map((line) => JSON.parse(line));
    const dutch = out.filter(({ lang }) => lang === "nl");
    assert.ok(dutch.length > 500 && dutch.every(({ sentiment }) => sentiment.label === "unsupported"));
    assert.ok(dutch.every(({ terms }) => !terms.includes("een") && !terms.includes("rt")));
    const tagged = recorded.map(({ entities }, i) => ({ stated: entities.hashtags, post: out[i]! }))
      .filter(({ stated, post }) => !post.text.includes("…") && stated.length > 0);
    const same = tagged.filter(({ stated, post }) =>
      stated.every(({ text }: { text: string }) => post.hashtags.includes(text.toLowerCase()))
    );
    assert.ok(tagged.length > 50);
    assert.equal(same.length, tagged.length);
  },
});
