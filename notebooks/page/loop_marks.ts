/** What a module of cells calls to ask whether it has run too long; it stands in the module's first line. */
const loopCheck = "loopCheck$";
/** The first line's text that takes the check of whoever runs the module; without one, loops run as long as they like. */
export const takeLoopCheck = `const ${loopCheck}=globalThis[Symbol.for("groundswell loop check")]??(()=>{});`;

/** Stands first in the body of a loop that is a block. */
export const call = `${loopCheck}();`;
/** Stands around the body of a loop that is none. */
export const open = `{/**/${call}`;
/** Ends what `open` began. */
export const close = "/**/}";
const inserted = new RegExp(
  [open, call, close].map((text) => text.replace(/[$(){}*/]/g, "\\$&")).join("|"),
  "g",
);
/** A line as it was before checks were put into it, and where a column of it was. Columns count from 0. */
export function withoutLoopChecks(line: string, column: number): { text: string; column: number } {
  let before = 0;
  for (const { 0: text, index } of line.matchAll(inserted)) {
    if (index < column) before += Math.min(text.length, column - index);
  }
  return { text: line.replaceAll(inserted, ""), column: column - before };
}
