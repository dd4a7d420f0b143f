import assert from "node:assert/strict";
import fc from "fast-check";
import { packPosts, unpackPosts } from "./packed_posts.ts";

const post = fc.record({
  id: fc.string({ unit: "grapheme" }),
  mood: fc.integer({ min: -1, max: 1 }),
  entities: fc.array(fc.string(), { maxLength: 3 }),
  deleted_at: fc.integer(),
}, { requiredKeys: ["id"] });

Deno.test("unpackPosts() gives the posts that were packed, also from a file", () => {
  fc.assert(fc.property(fc.array(post, { maxLength: 20 }), (posts) => {
    const plain = posts.map((post) => ({ ...post }));
    assert.deepEqual(unpackPosts(JSON.parse(JSON.stringify(packPosts(plain)))), plain);
  }));
});

Deno.test("packPosts() writes each name once", () => {
  assert.deepEqual(packPosts([{ id: "1" }, { id: "2", mood: 1 }]), {
    names: ["id", "mood"],
    values: [["1", "2"], [null, 1]],
  });
});
