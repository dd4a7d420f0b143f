import assert from "node:assert/strict";
import { createScrub } from "./scrub.ts";

Deno.test("createScrub() takes out secrets as they are, in addresses and in base64, and leaves short ones", () => {
  const scrub = createScrub(["s3cret/+key", "s3cret/+key-longer", "abc"]);
  const text = `a s3cret/+key b ${encodeURIComponent("s3cret/+key")} ${
    btoa("s3cret/+key")
  } s3cret/+key-longer abc`;
  assert.equal(scrub(text), "a [secret] b [secret] [secret] [secret] abc");
});
