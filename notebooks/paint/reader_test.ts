import assert from "node:assert/strict";
import { readReader } from "./reader.ts";

Deno.test("readReader() knows nothing of a new reader but the kind of device", () => {
  assert.deepEqual(readReader("", "Mozilla/5.0 (X11; Linux x86_64)"), {
    zone: "UTC",
    width: 1344,
    guessed: true,
  });
  assert.deepEqual(readReader("", "Mozilla/5.0 (Linux; Android 14) Mobile"), {
    zone: "UTC",
    width: 348,
    guessed: true,
  });
});

Deno.test("readReader() takes zone and width from the cookie, among others", () => {
  const cookie = `a=b; gs=${encodeURIComponent("America/St_Johns|720")}; c=d`;
  assert.deepEqual(readReader(cookie, ""), { zone: "America/St_Johns", width: 720, guessed: false });
});

Deno.test("readReader() takes nothing from a cookie that the page did not write", () => {
  for (
    const value of ["", "%", "|", "Mars%2FBase|9", "<script>|1e9", "x".repeat(5000), "UTC|-1", "UTC|99999"]
  ) {
    assert.deepEqual(readReader(`gs=${value}`, ""), { zone: "UTC", width: 1344, guessed: true }, value);
  }
});
