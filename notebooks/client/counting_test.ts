import assert from "node:assert/strict";
import { ParamSpec } from "../page/param_spec.ts";
import { nameView } from "./counting.ts";

const specs = {
  topic: ParamSpec.parse({ type: "topic" }),
  window: ParamSpec.parse({ type: "interval", default: "24h", choices: ["24h", "7d"] }),
  moods: ParamSpec.parse({ type: "moods" }),
};

Deno.test("nameView() says topic and window, and moods only where they are as modelled", () => {
  const view = { topic: "storm", window: "24h", moods: "corrected" };
  assert.equal(nameView(specs, view), "“storm”, 24 h");
  assert.equal(nameView(specs, { ...view, topic: " " }), "all posts, 24 h");
  assert.equal(nameView(specs, { ...view, moods: "modelled" }), "“storm”, 24 h, moods as modelled");
});
