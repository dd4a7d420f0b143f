import assert from "node:assert/strict";
import { compactCss } from "./compact_css.ts";

Deno.test("compactCss() takes comments and white space away that mean nothing", () => {
  assert.equal(
    compactCss(`
/* "a" */
.gs-a :is(b,
  i)::before {
  content: "a; /* b */  { ";
  width: calc(100% - 2 * var(--gs-x));
  font: 1px/2 'a  b', c;
}
@media (min-width: 600px) and (print) { a > b + i { margin: 0 1px; } }
`),
    `.gs-a :is(b,i)::before{content:"a; /* b */  { ";width:calc(100% - 2 * var(--gs-x));font:1px/2 'a  b',c}` +
      `@media (min-width:600px) and (print){a > b + i{margin:0 1px}}`,
  );
});
