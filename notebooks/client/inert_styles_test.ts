import assert from "node:assert/strict";
import { withInertStyles } from "./inert_styles.ts";

/** What a tag is given, in place of what it would make of that. */
function given(
  run: (tag: (strings: TemplateStringsArray, ...values: unknown[]) => null) => unknown,
): unknown[] {
  let seen: unknown[] = [];
  run(withInertStyles((_strings: TemplateStringsArray, ...values: unknown[]) => {
    seen = values;
    return null;
  }));
  return seen;
}

Deno.test("withInertStyles() lets no value of a style begin an element, and leaves all others alone", () => {
  const text = "<img src=x onerror=hit()></style>";
  const inert = "\\3c img src=x onerror=hit()>\\3c /style>";
  const list = [text];
  assert.deepEqual(given((svg) => svg`<svg><style>${text}</style>${text}<STYLE media=x>a ${text} ${3}`), [
    inert,
    text,
    inert,
    "3",
  ]);
  assert.deepEqual(
    given((html) =>
      html`
        <p title=${text}>${list}</p>
        <style>a ${list}</style>
      `
    ),
    [
      text,
      list,
      inert,
    ],
  );
});
