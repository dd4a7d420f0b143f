import assert from "node:assert/strict";

const { tasks } = JSON.parse(await Deno.readTextFile("deno.json"));

/** Runs `deno task analyse` with so much on standard input. */
async function analyse(args: string[], input = "") {
  const child = new Deno.Command("deno", {
    args: [...tasks.analyse.command.split(" ").slice(1), ...args],
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
