import assert from "node:assert/strict";
import { systemUser } from "./system_user.ts";

Deno.test("systemUser() has a name also where the system has none for the user", () => {
  assert.equal(systemUser(() => ({ username: "ann" })), "ann");
  const unknown = () => {
    throw new Deno.errors.NotFound("Failed to get user info");
  };
  assert.equal(systemUser(unknown), `uid ${Deno.uid()}`);
});
