import assert from "node:assert/strict";
import { join } from "node:path";
import { needsShared, sharedPath } from "../ingest/base/test_needs.ts";
import { readRows, replay, start, withDataDir } from "./dev_harness.ts";

const data = (pattern: string) => sharedPath(`data/${pattern}`);

/**
 * Whole path for each format. `read` is records of the source, `landed` its distinct ids, `changed` deletions and edits;
 * `dead` counts by reason.
 * Why these counts: ingest/sources/replay/recorded_test.ts.
 */
const formats: {
  name: string;
  files: string;
  read: number;
  landed: number;
  changed?: number;
  dead: Record<string, number>;
}[] = [
  {
    name: "X v2",
    files: "twitter-v2/*.gz",
    // The newer version of one post stands in both twarc_edited and twarc_edited_after, the older in twarc_edited_before.
    read: 811,
    landed: 806,
    changed: 2,
    dead: { "is cut": 1 },
  },
  { name: "the airline CSV", files: "twitter-airline/*.gz", read: 10_268, landed: 10_262, dead: {} },
  {
    name: "Reddit submissions",
    files: "reddit/top-submissions_2013-06*.gz",
    read: 15_953,
    landed: 15_953,
    dead: {},
  },
  {
    name: "Hacker News items",
    files: "hackernews/items_2016*.gz",
    read: 9521,
    landed: 9150,
    changed: 371,
    dead: {},
  },
];

for (const { name, files, read, landed, changed = 0, dead } of formats) {
  Deno.test({
    name: `dev lands ${landed} posts of ${name}, each rejected line with its reason`,
    ...needsShared,
  }, () =>
    withDataDir(async (dataDir) => {
      const rejected = Object.values(dead).reduce((sum, count) => sum + count, 0);
      const counts = await replay(dataDir, [data(files)]);
      assert.deepEqual(counts, {
        read,
        landed,
        duplicate: read - landed - changed - rejected,
        dead: rejected,
        changed,
      });
      const rows = await readRows(dataDir);
      for (const [reason, count] of Object.entries(dead)) {
        const letters = rows.dead.filter((letter) => (letter as { reason: string }).reason.includes(reason));
        assert.equal(letters.length, count, `${reason} in ${JSON.stringify(rows.dead.slice(0, 3))}`);
      }
      const again = await replay(dataDir, [data(files)]);
      assert.deepEqual(again, { read, landed: 0, duplicate: read, dead: 0, changed: 0 });
      assert.deepEqual(await readRows(dataDir), rows);
    }));
}

Deno.test(
  { name: "dev lands recorded Reddit polls and listings as their distinct things", ...needsShared },
  () =>
    withDataDir(async (dataDir) => {
      const counts = await replay(dataDir, [
        data("reddit/api-recordings/*.gz"),
        data("reddit/listing_*.json"),
      ]);
      assert.equal(counts.dead, 0);
      assert.equal(counts.read, 1193 + 195 + 104 + 1523 + 100 + 26 + 27);
      assert.equal((await readRows(dataDir)).posts.length, counts.landed);
    }),
);

Deno.test({
  name: "hostile files end in a clear error or a dead letter and never stop the others",
  ...needsShared,
}, () =>
  withDataDir(async (dataDir) => {
    const folder = join(dataDir, "files");
    await Deno.mkdir(join(folder, "folder.ndjson"), { recursive: true });
    const status = (id: number, text: string) =>
      JSON.stringify({
        created_at: "Wed Apr 23 20:00:00 +0000 2014",
        id_str: String(458_000_000_000_000_000n + BigInt(id)),
        text,
        user: { id_str: "1", screen_name: "ann" },
      });
    const lines = (first: number, count: number) =>
      Array.from({ length: count }, (_, i) => status(first + i, `t ${i}`));
    const files: Record<string, string> = {
      "empty.ndjson": "",
      "cut.ndjson": [...lines(0, 5), status(5, "cut").slice(0, 60)].join("\n"),
      "bom_crlf.ndjson": "\uFEFF" + lines(10, 5).join("\r\n") + "\r\n",
      "strange.ndjson": [...lines(20, 2), status(22, "a\u0000b"), status(23, "x").replace('"x"', '"\\ud800"')]
        .join("\n"),
      "long.ndjson": [...lines(30, 2), status(32, "y".repeat(10_000_000)), ...lines(33, 2)].join("\n"),
      "wrong.ndjson": '{"hello":"world"}\n{"hello":"moon"}\n',
      "noise.json": "\u0007\u0008 no json at all",
      "good.ndjson": lines(40, 50).join("\n"),
    };
    for (const [name, text] of Object.entries(files)) await Deno.writeTextFile(join(folder, name), text);
    await Deno.writeFile(join(folder, "broken.ndjson.gz"), new Uint8Array([31, 139, 8, 0, 1, 2, 3, 4, 5]));
    const args = [
      "--replay",
      join(folder, "*"),
      join(folder, "missing.ndjson"),
      "--speed",
      "max",
      "--exit-when-done",
    ];
    await using dev = start("dev", dataDir, args);
    const { code, out, err } = await dev.ended();
    assert.equal(code, 1, "files that could not be read are told by the exit code");
    assert.match(out, /landed 68, duplicate 0, dead 2/, err);
    for (
      const name of ["folder.ndjson", "wrong.ndjson", "noise.json", "broken.ndjson.gz", "missing.ndjson"]
    ) {
      assert.equal(
        err.split(new RegExp(`Cannot replay "[^"]*${name}": `)).length,
        2,
        `${name} once in: ${err}`,
      );
    }
    assert.match(err, /empty\.ndjson/);
    assert.match(err, /5 files could not be read to the end; why stands above/);
    assert.doesNotMatch(err, /\n\s+at /, "no stack");
    const { posts, dead } = await readRows(dataDir);
    assert.equal(posts.length, 5 + 5 + 4 + 4 + 50);
    assert.deepEqual(
      dead.map((letter) => (letter as { origin: string }).origin).sort(),
      ["cut.ndjson:6", "long.ndjson:3"],
    );
  }));
