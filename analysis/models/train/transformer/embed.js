import { Tokenizer } from "@huggingface/tokenizers";
import { InferenceSession, Tensor } from "onnxruntime-node";

// Reads texts, one a line as JSON, and writes what a transformer of a folder makes of each: numbers of 16 bits.
const model = `${Deno.args[0]}/bge-small-en-v1.5-q`;
const layers = [6, 9].map((layer) => `/encoder/layer.${layer}/output/LayerNorm/Add_1_output_0`);
const last = "last_hidden_state";
const width = 384;
const mostTokens = 64;
const batchTexts = 32;

const tokenizer = new Tokenizer(JSON.parse(Deno.readTextFileSync(`${model}-tokenizer.json`)), {});
const session = await InferenceSession.create(withOutputs(Deno.readFileSync(`${model}.onnx`), layers), {
  intraOpNumThreads: 1,
});
const lines = (await new Response(Deno.stdin.readable).text()).split("\n");
const ids = lines.map((line) => {
  const { ids } = tokenizer.encode(JSON.parse(line));
  return ids.length <= mostTokens ? ids : [...ids.slice(0, mostTokens - 1), ids.at(-1)];
});
const perText = (layers.length + 2) * width;
const out = new Float16Array(ids.length * perText);
const order = [...ids.keys()].sort((a, b) => ids[a].length - ids[b].length || a - b);
for (let at = 0; at < order.length; at += batchTexts) await embed(order.slice(at, at + batchTexts));
const bytes = new Uint8Array(out.buffer);
for (let at = 0; at < bytes.length;) at += Deno.stdout.writeSync(bytes.subarray(at));

async function embed(texts) {
  const length = ids[texts.at(-1)].length;
  const tokens = new BigInt64Array(texts.length * length);
  const seen = new BigInt64Array(tokens.length);
  texts.forEach((text, row) => {
    ids[text].forEach((id, i) => {
      tokens[row * length + i] = BigInt(id);
      seen[row * length + i] = 1n;
    });
  });
  const shaped = (numbers) => new Tensor("int64", numbers, [texts.length, length]);
  const states = await session.run({
    input_ids: shaped(tokens),
    attention_mask: shaped(seen),
    token_type_ids: shaped(new BigInt64Array(tokens.length)),
  });
  texts.forEach((text, row) => {
    [...layers, last].forEach((layer, part) => {
      const mean = new Float64Array(width);
      const { data } = states[layer];
      for (let i = 0; i < ids[text].length; i++) {
        const from = (row * length + i) * width;
        for (let d = 0; d < width; d++) mean[d] += data[from + d] / ids[text].length;
      }
      out.set(mean, text * perText + part * width);
    });
    // The first token stands for the whole text.
    const first = states[last].data.subarray(row * length * width, (row * length + 1) * width);
    out.set(first, text * perText + (layers.length + 1) * width);
  });
}

// Messages of protocol buffers that follow one another are one: outputs are added to a graph by another graph behind it.
function withOutputs(graph, names) {
  const field = (tag, bytes) => [tag, bytes.length, ...bytes];
  const float = [0x12, 4, 0x0a, 2, 0x08, 1];
  const parts = names.map((name) => {
    const output = field(0x62, [...field(0x0a, [...new TextEncoder().encode(name)]), ...float]);
    return field(0x3a, output);
  });
  return Uint8Array.from([...graph, ...parts.flat()]);
}
