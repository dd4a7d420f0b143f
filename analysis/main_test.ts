import assert from "node:assert/strict";
import { moodModel, withTinyModel } from "./large/large_harness.ts";

const { tasks } = JSON.parse(await Deno.readTextFile("deno.json"));

/** Runs `deno task analyse` with so much on standard input. */
async function analyse(args: string[], input = "", env: Record<string, string> = {}) {
  const child = new Deno.Command("deno", {
    args: [...tasks.analyse.command.split(" ").slice(1), ...args],
    env,
    stdin: "piped",
    stdout: "piped",
    stderr: "piped",
  }).spawn();
  const writer = child.stdin.getWriter();
  writer.write(new TextEncoder().encode(input)).then(() => writer.close()).catch(() => {});
  const { code, stdout, stderr } = await child.output();
  return { code, out: new TextDecoder().decode(stdout), err: new TextDecoder().decode(stderr) };
}

Deno.test("analyse --stdin is the analysis as a pipe, and counts what it could not read", async () => {
  const { code, out, err } = await analyse(["--stdin"], '{"text":"a good #day","n":1}\nnoise\n');
  assert.equal(code, 0, err);
  const [post, dead] = out.trim().split("\n").map((line) => JSON.parse(line));
  assert.deepEqual([post.n, post.norm, post.sentiment.label], [1, " a good #day ", "positive"]);
  assert.deepEqual([dead.t, dead.origin], ["dead", "stdin:2"]);
  assert.match(err, /^1 of 2 lines could not be analysed/);
});

Deno.test("analyse --stdin waits for a large model, keeps the order of lines, and refuses labels that are not known", () =>
  withTinyModel("mood", moodModel, async (folder) => {
    const input = Array.from({ length: 2000 }, (_, n) => `{"text":"post ${n} is bad","n":${n}}\n`).join("");
    const settings = { SENTIMENT_MODEL: folder, MODEL_POSTS_PER_SECOND: "30" };
    const { code, out, err } = await analyse(["--stdin"], input, settings);
    assert.equal(code, 0, err);
    assert.match(err, /^SENTIMENT_MODEL mood@[0-9a-f]{8} is ready/);
    const lines = out.trim().split("\n").map((line) => JSON.parse(line));
    assert.deepEqual(lines.map(({ n }) => n), Array.from({ length: 2000 }, (_, n) => n));
    const large = lines.filter(({ sentiment }) => sentiment.model.startsWith("mood@"));
    assert.ok(large.length >= 30 && large.length < 1000, `${large.length} by the large model`);
    assert.ok(large.every(({ sentiment }) => sentiment.label === "negative"));
    const refused = await analyse(["--stdin"], input, { EMOTION_MODEL: folder });
    assert.deepEqual([refused.code, refused.out], [2, ""]);
    assert.match(refused.err, /Cannot use EMOTION_MODEL ".*mood": it has labels .* "negative", "positive"/);
  }));

Deno.test("analyse --stdin has categories of the user's own, and refuses a file of them that cannot be used", async () => {
  const folder = await Deno.makeTempDir();
  try {
    const settings = { CATEGORY_LABELS: `${folder}/categories.json` };
    const input = '{"text":"a rail strike on Monday"}\n';
    await Deno.writeTextFile(settings.CATEGORY_LABELS, '{"strikes":["rail strike"]}');
    const { code, out, err } = await analyse(["--stdin"], input, settings);
    assert.equal(code, 0, err);
    const { category } = JSON.parse(out);
    assert.deepEqual([category.label, category.scores.strikes], ["strikes", 0.5]);
    await Deno.writeTextFile(settings.CATEGORY_LABELS, '{"strikes":["?"]}');
    const refused = await analyse(["--stdin"], input, settings);
    assert.deepEqual([refused.code, refused.out], [2, ""]);
    assert.match(refused.err, /Cannot use CATEGORY_LABELS ".*": "strikes" seed "\?" holds no word/);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
});

Deno.test("analyse says in words what must be set right first, and ends with 2", async () => {
  for (
    const [args, message] of [[[], /needs Kafka/], [["--stdim"], /Unknown option '--stdim'/], [[
      "--workers",
      "0",
    ], /--workers "0": give a whole number from 1 to 64/], [
      ["--workers", "2", "--stdin"],
      /does not go with --stdin/,
    ]] as const
  ) {
    const { code, out, err } = await analyse([...args]);
    assert.deepEqual([code, out], [2, ""]);
    assert.match(err, message);
    assert.doesNotMatch(err, /\n\s+at /, "no stack");
  }
});
