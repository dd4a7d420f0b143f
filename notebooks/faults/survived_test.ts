import assert from "node:assert/strict";
import { join } from "node:path";
import { openStore } from "../../analysis/store/store.ts";
import { openEmbeddedLog } from "../../ingest/log/embedded.ts";
import { encodePost } from "../../ingest/post.ts";
import { withDataDir } from "../dev_harness.ts";
import { ingestAll, waitFor } from "./fault_harness.ts";
import { checkNumbers, type Numbers, writeNumbers } from "./numbers_harness.ts";
import { surviving } from "./surviving_harness.ts";

Deno.test("bad input within its budget is dead letters, and costs an owner no memory", () =>
  withDataDir(async (dataDir) => {
    const numbers: Numbers = { seed: 71, count: 8000, bad: 0.3 };
    const file = join(dataDir, "numbers.ndjson");
    await writeNumbers(file, numbers);
    await surviving(dataDir, () => ingestAll(dataDir, file));
    const { dead } = await checkNumbers(dataDir, numbers);
    assert.ok(dead > 2000, `${dead} dead letters`);
  }));

/** Lines as they come from an older, an equal and a newer ingest: all but the last two are posts that land. */
function linesOfAllVersions(n: number): string[] {
  const at = Date.UTC(2026, 0, 1) + n;
  const post = { source: "x", revision: 0, stream: "s", createdAt: at, receivedAt: at, text: `post ${n}` };
  const line = (id: string) => encodePost({ ...post, id: `${n}${id}` }, "stable");
  const older = line("older").replace(/"stream":"s",?/, '"stream":"",');
  const newer = line("newer").replace('"text":', '"irony":{"is":[0.7]},"text":');
  const next = line("next").replace('"v":1', '"v":2');
  return [line("a"), line("b"), line("c"), older, newer, next, `{"v":1,"t":"weather","id":"${n}"}`];
}

Deno.test("lines of older and newer programs land or are dead letters, and cost an owner no memory", () =>
  withDataDir(async (dataDir) => {
    const rounds = 1000;
    await surviving(dataDir, async () => {
      await using log = await openEmbeddedLog(join(dataDir, "log.sqlite"));
      for (let n = 0; n < rounds; n += 100) {
        const lines = Array.from({ length: 100 }, (_, i) => linesOfAllVersions(n + i)).flat();
        await log.append("posts", lines.map((line) => ({ key: "", line })));
      }
    });
    await using store = await openStore(dataDir);
    const [counted] = await store.writer.rows(
      `select (select count(*) from base.posts where stream in ('s', '')) as posts,
      (select count(*) from base.dead_letters) as dead`,
    );
    assert.deepEqual(counted, { posts: 5 * rounds, dead: 2 * rounds });
  }));

Deno.test({
  name: "retention that overtakes a reader at work is a gap in coverage, and costs an owner no memory",
  ignore: Deno.build.os === "windows",
}, () =>
  withDataDir(async (dataDir) => {
    const count = 6000;
    const file = join(dataDir, "numbers.ndjson");
    await writeNumbers(file, { seed: 72, count });
    let lost = 0;
    await surviving(dataDir, async (owner) => {
      await using log = await openEmbeddedLog(join(dataDir, "log.sqlite"));
      const { next } = await log.range("posts", 0);
      owner.child.kill("SIGSTOP");
      await ingestAll(dataDir, file);
      await log.trim("posts", 0, next + BigInt(count / 2), Date.now() + 1000);
      lost = Number((await log.range("posts", 0)).oldest - next);
      owner.child.kill("SIGCONT");
      await waitFor("the gap is said", () => owner.output.err.includes("Gap: "));
    });
    assert.ok(lost > 0, "retention was ahead");
    await using store = await openStore(dataDir);
    const kept = "(select count(*) from base.posts where id::integer > 10)";
    assert.deepEqual(
      await store.writer.rows(`select ${kept} as posts, (select count(*) from coverage) as gaps`),
      [{ posts: count - Math.max(lost, 10), gaps: 1 }],
    );
  }));
