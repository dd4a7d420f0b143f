import assert from "node:assert/strict";
import { encodePost, maxTextChars, Post } from "../../ingest/post.ts";
import { analyseLine } from "../text/analyse_line.ts";
import { recount } from "./recount.ts";
import { postLine, withBench } from "./landing_harness.ts";

const optional = ["sentiment", "author", "url", "lang", "reach"];

Deno.test("lines of an older analyst, which knows less, and of a newer one, which knows more, land beside ours", () =>
  withBench(async (bench) => {
    const ours = postLine({ id: "ours", author: "ann", lang: "en" });
    const older = JSON.parse(postLine({ id: "older" }));
    for (const key of optional) delete older[key];
    const newer = {
      ...JSON.parse(postLine({ id: "newer" })),
      irony: 0.7,
      entities: [{ name: "x", at: [1, 2] }],
    };
    const result = await bench.land([JSON.stringify(older), ours, JSON.stringify(newer)]);
    assert.deepEqual([result.landed, result.dead], [3, 0]);
    const next = { ...JSON.parse(postLine({ id: "next" })), v: 2 };
    const other = await bench.land([JSON.stringify(next), postLine({ id: "after" })]);
    assert.deepEqual([other.landed, other.dead], [1, 1], "a version that is not known is a dead letter");
    assert.deepEqual(await recount(bench.store.writer), []);
  }));

Deno.test("texts of any size and script land as they are, up to the limit of the door, which refuses longer ones", () =>
  withBench(async (bench) => {
    const base = { source: "x", revision: 0, stream: "s", createdAt: 1.7e12, receivedAt: 1.7e12 };
    const texts = [
      "a",
      "x".repeat(maxTextChars),
      "😀".repeat(maxTextChars / 2),
      "שלום ".repeat(1000),
      "a\u0000b\ud800c",
    ];
    const posts = texts.map((text, i) => Post.parse({ ...base, id: `${i}`, text }));
    const lines = posts.map((post) => analyseLine(encodePost(post, "stable")));
    const result = await bench.land(lines);
    assert.deepEqual([result.landed, result.dead], [texts.length, 0]);
    const rows = await bench.store.writer.rows<{ text: string }>("select text from base.posts order by id");
    assert.deepEqual(
      rows.map(({ text }) => text),
      texts.map((text) => text.toWellFormed().replace("\u0000", "\uFFFD")),
    );
    for (const text of ["x".repeat(maxTextChars + 1), "😀".repeat(1_000_000), "x".repeat(10_000_000)]) {
      assert.equal(Post.safeParse({ ...base, id: "long", text }).success, false);
    }
  }));
