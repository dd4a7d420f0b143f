import { openModel, readLines, width, writeNumbers } from "./model.js";

// Reads texts, one a line as JSON, and writes what a transformer of a folder makes of each: numbers of 16 bits.
const layers = [6, 9];
const mostTokens = 64;

const { tokenizer, eachText } = await openModel(Deno.args[0], layers);
const ids = (await readLines()).map((text) => {
  const { ids } = tokenizer.encode(text);
  return ids.length <= mostTokens ? ids : [...ids.slice(0, mostTokens - 1), ids.at(-1)];
});
const perText = (layers.length + 2) * width;
const out = new Float16Array(ids.length * perText);
await eachText(ids, (text, states) => {
  const tokens = ids[text].length;
  states.forEach((numbers, part) => {
    const mean = new Float64Array(width);
    for (let i = 0; i < numbers.length; i++) mean[i % width] += numbers[i] / tokens;
    out.set(mean, text * perText + part * width);
  });
  // The first token stands for the whole text.
  out.set(states.at(-1).subarray(0, width), text * perText + (layers.length + 1) * width);
});
writeNumbers(out);
