import assert from "node:assert/strict";
import { xV2 } from "./x.ts";

const id = "1170147183095664640";
const writtenAt = Date.parse("2019-09-07T01:30:03.390Z");
const at = "2021-08-17T17:26:15.788Z";

function decode(document: unknown) {
  assert.ok(xV2.recognises(document));
  return [...xV2.decode(document)];
}

Deno.test("xV2 reads deletions from lines of a compliance job", () => {
  const line = {
    id,
    action: "delete",
    created_at: "2019-09-07T01:30:03.390Z",
    redacted_at: at,
    reason: "deactivated",
  };
  assert.deepEqual(decode(line), [
    { deletion: { scope: "post", key: id, at: Date.parse(at), createdAt: writtenAt } },
  ]);
  const [unknown] = decode({ ...line, redacted_at: undefined });
  assert.ok(unknown && "deletion" in unknown && unknown.deletion.at === undefined);
});

Deno.test("xV2 reads deletions of posts and of users from the compliance stream", () => {
  const about = { tweet: { id, author_id: "7" }, event_at: at };
  const deletion = { scope: "post", key: id, at: Date.parse(at), createdAt: writtenAt };
  assert.deepEqual(decode({ data: { delete: about } }), [{ deletion }]);
  for (const event of ["user_delete", "user_suspend", "user_protect"]) {
    assert.deepEqual(decode({ data: { [event]: { user: { id: "7" }, event_at: at } } }), [
      { deletion: { scope: "author", key: "7", at: Date.parse(at), createdAt: undefined } },
    ]);
  }
});

Deno.test("xV2 refuses other notices, and deletions of what X cannot have named, each with its reason", () => {
  const refused = [
    { data: { scrub_geo: { user: { id: "7" }, event_at: at } } },
    { id, action: "withhold" },
    { id: "-5", action: "delete" },
    { data: { user_delete: { user: {}, event_at: at } } },
  ].map((document) => decode(document)[0]!);
  assert.deepEqual(refused.map((one) => "reject" in one && one.reject), [
    "is a notice of scrub_geo, not a post",
    "is a notice of withhold, not a post",
    `has id "-5", which is not X's`,
    `has id "undefined", which is not X's`,
  ]);
});
