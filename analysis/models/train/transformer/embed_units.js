import { openModel, readLines, width, writeNumbers } from "./model.js";

// Reads texts as the forms of their units and which of these are wanted, one a line as JSON, and writes of each of these
// what a transformer of a folder makes of it in its text: the sum of its first and last token, numbers of 16 bits.
const layer = 5;
const mostOfUnit = 6;
const mostTokens = 127;

const { tokenizer, eachText } = await openModel(Deno.args[0], [layer]);
const [first, last] = tokenizer.encode("").ids;
const known = new Map();
let next = 0;
const texts = (await readLines()).map(({ forms, wanted }) => {
  const ids = [first];
  const tokens = forms.map((form) => {
    const start = ids.length;
    ids.push(...tokensOf(form));
    return [start, ids.length - 1].map((at) => Math.min(at, mostTokens - 1));
  });
  const from = next;
  next += wanted.length;
  return { ids: [...ids.slice(0, mostTokens), last], tokens: wanted.map((unit) => tokens[unit]), from };
});
const out = new Float16Array(next * width);
await eachText(texts.map(({ ids }) => ids), (text, [numbers]) => {
  const { tokens, from } = texts[text];
  tokens.forEach((ends, i) => {
    for (const at of ends) {
      for (let d = 0; d < width; d++) out[(from + i) * width + d] += numbers[at * width + d];
    }
  });
});
writeNumbers(out);

function tokensOf(form) {
  let ids = known.get(form);
  if (ids === undefined) {
    ids = tokenizer.encode(form, { add_special_tokens: false }).ids.slice(0, mostOfUnit);
    if (ids.length === 0) ids = tokenizer.encode("[UNK]", { add_special_tokens: false }).ids;
    known.set(form, ids);
  }
  return ids;
}
