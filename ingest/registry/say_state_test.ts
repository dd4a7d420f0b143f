import assert from "node:assert/strict";
import { sayState } from "./say_state.ts";

Deno.test("sayState() says a state with its reason and the next try", () => {
  assert.equal(sayState({ state: "live" }, 0), "live");
  const told = sayState({ state: "failed", reason: "The source fails (HTTP 500)", retryAt: 90_000 }, 0);
  assert.equal(told, "failed: The source fails (HTTP 500); next try in 90 s");
  assert.equal(
    sayState({ state: "waiting for quota", retryAt: 600_000 }, 0),
    "waiting for quota; next try in 10 min",
  );
});
