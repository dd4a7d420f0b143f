import assert from "node:assert/strict";
import { oneLine } from "./one_line.ts";

Deno.test("oneLine() leaves what people read, and nothing that a terminal obeys", () => {
  assert.equal(oneLine('Cannot replay "ü ñ.ndjson": 你好 🌍'), 'Cannot replay "ü ñ.ndjson": 你好 🌍');
  assert.equal(oneLine("first\n  second\r\n"), "first second");
  assert.equal(oneLine("\x1b]0;evil\x07\x1b[2J\r\b\x9b31m"), "�]0;evil��[2J���31m");
  assert.equal(oneLine("txt.\u202enosj\u2028dn"), "txt.�nosj�dn");
});
