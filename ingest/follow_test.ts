import assert from "node:assert/strict";
import { openEmbeddedLog } from "./log/embedded.ts";
import { logPathOf } from "./data_files.ts";

const permissions = ["--allow-read", "--allow-write", "--allow-net", "--allow-env"];

function start(dataDir: string, sources: string[]): Deno.ChildProcess {
  return new Deno.Command("deno", {
    args: ["run", ...permissions, "ingest/main.ts", ...sources.flatMap((source) => ["--source", source])],
    env: { DATA_DIR: dataDir },
    stdin: "piped",
    stdout: "piped",
    stderr: "piped",
  }).spawn();
}

async function linesOf(dataDir: string): Promise<{ t: string; source: string; id: string }[]> {
  await using log = await openEmbeddedLog(logPathOf(dataDir));
  const { oldest, next } = await log.range("posts", 0);
  const lines: string[] = [];
  const stop = new AbortController();
  if (next > oldest) {
    for await (const batch of log.read("posts", 0, oldest, stop.signal)) {
      lines.push(...batch.lines);
      if (batch.next >= next) break;
    }
  }
  return lines.map((line) => JSON.parse(line));
}

Deno.test("ingest takes posts from standard input to its end, beside the sample stream", async () => {
  const dataDir = await Deno.makeTempDir();
  const child = start(dataDir, ["push=stdin"]);
  const writer = child.stdin.getWriter();
  const post = (id: string) => JSON.stringify({ id, createdAt: "2026-01-01T00:00:00Z", text: `Post ${id}` });
  await writer.write(new TextEncoder().encode(`${post("1")}\nno post\n${post("2")}\n`));
  await writer.close();
  const { code, stdout } = await child.output();
  assert.equal(code, 0);
  assert.match(
    new TextDecoder().decode(stdout),
    /^push:stdin: starting\npush:stdin: live\npush:stdin: stopped\n/,
  );
  const pushed = (await linesOf(dataDir)).filter(({ source }) => source === "push");
  assert.deepEqual(pushed.map(({ t, id }) => [t, id]), [["post", "1"], ["dead", undefined], ["post", "2"]]);
  await Deno.remove(dataDir, { recursive: true });
});

Deno.test("ingest says why a source gives nothing, keeps the sample stream on, and stops when it is told to", async () => {
  const dataDir = await Deno.makeTempDir();
  const child = start(dataDir, [
    "rss=http://127.0.0.1:1/feed?key=s3cret",
    "rss=http://[::1]/feed",
    "rss=https://nothing.invalid/",
  ]);
  // A secure address, with no more rights than ingest has.
  const unreachable =
    /^rss:https:\/\/nothing\.invalid\/: failed: "https:\/\/nothing\.invalid\/" cannot be reached: /m;
  const errors = new Response(child.stderr).text();
  const failed =
    /^rss:http:\/\/127\.0\.0\.1:1\/feed#[0-9a-f]+: failed: "127\.0\.0\.1:1" is not an address of the public internet; next try in \d min$/m;
  let said = "";
  let told = false;
  for await (const chunk of child.stdout.pipeThrough(new TextDecoderStream())) {
    said += chunk;
    if (
      !told && failed.test(said) && said.includes("[::1]") && unreachable.test(said) &&
      (await linesOf(dataDir)).length > 0
    ) {
      told = true;
      child.kill("SIGTERM");
    }
  }
  assert.equal((await child.status).code, 0);
  await child.stdin.close();
  assert.match(said, failed);
  assert.doesNotMatch(said + await errors, /s3cret/);
  assert.ok((await linesOf(dataDir)).every(({ t, source }) => source === "sample" || t === "coverage"));
  await Deno.remove(dataDir, { recursive: true });
});

Deno.test("ingest says in one line what a source wants", async () => {
  const dataDir = await Deno.makeTempDir();
  for (
    const [sources, message] of [
      [["facebook"], /^Cannot follow source "facebook": known are bluesky, hackernews, /],
      [["x=cats"], /^"cats" is not a followed topic: follow it first \(deno task topics\)$/],
      [["newsapi=cats"], /^Cannot follow NewsAPI: set NEWSAPI_KEY /],
      [["bluesky", "push=stdin"], /^--source push=stdin goes alone: it ends with its input$/],
    ] as const
  ) {
    const child = start(dataDir, [...sources]);
    await child.stdin.close();
    const { code, stderr } = await child.output();
    const text = new TextDecoder().decode(stderr).trim();
    assert.equal(code, 2, text);
    assert.match(text, message);
  }
  await Deno.remove(dataDir, { recursive: true });
});
