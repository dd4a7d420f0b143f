import { Tokenizer } from "@huggingface/tokenizers";
import { InferenceSession, Tensor } from "onnxruntime-node";

/** How many numbers a layer has for each token. */
export const width = 384;

const batchTexts = 32;

/** The model of a folder that also gives what these of its layers make of each token. */
export async function openModel(folder, layers) {
  const model = `${folder}/bge-small-en-v1.5-q`;
  const outputs = layers.map((layer) => `/encoder/layer.${layer}/output/LayerNorm/Add_1_output_0`);
  const session = await InferenceSession.create(
    withOutputs(Deno.readFileSync(`${model}.onnx`), outputs),
    { intraOpNumThreads: 1 },
  );
  const all = [...outputs, "last_hidden_state"];
  return {
    tokenizer: new Tokenizer(JSON.parse(Deno.readTextFileSync(`${model}-tokenizer.json`)), {}),
    /** Visits each text, given by the ids of its tokens, with the layers' numbers of its tokens, the last layer's last. */
    async eachText(ids, visit) {
      const order = [...ids.keys()].sort((a, b) => ids[a].length - ids[b].length || a - b);
      for (let at = 0; at < order.length; at += batchTexts) {
        const texts = order.slice(at, at + batchTexts);
        const length = ids[texts.at(-1)].length;
        const states = await session.run(inputsOf(texts.map((text) => ids[text]), length));
        texts.forEach((text, row) => {
          const from = row * length * width;
          visit(text, all.map((name) => states[name].data.subarray(from, from + ids[text].length * width)));
        });
      }
    },
  };
}

/** What comes in, a value of JSON a line. */
export async function readLines() {
  return (await new Response(Deno.stdin.readable).text()).split("\n").map((line) => JSON.parse(line));
}

/** Writes numbers as they are. */
export function writeNumbers({ buffer }) {
  const bytes = new Uint8Array(buffer);
  for (let at = 0; at < bytes.length;) at += Deno.stdout.writeSync(bytes.subarray(at));
}

function inputsOf(rows, length) {
  const tokens = new BigInt64Array(rows.length * length);
  const seen = new BigInt64Array(tokens.length);
  rows.forEach((ids, row) => {
    ids.forEach((id, i) => {
      tokens[row * length + i] = BigInt(id);
      seen[row * length + i] = 1n;
    });
  });
  const shaped = (numbers) => new Tensor("int64", numbers, [rows.length, length]);
  return {
    input_ids: shaped(tokens),
    attention_mask: shaped(seen),
    token_type_ids: shaped(new BigInt64Array(tokens.length)),
  };
}

// Messages of protocol buffers that follow one another are one: outputs are added to a graph by another graph behind it.
function withOutputs(graph, names) {
  const field = (tag, bytes) => [tag, bytes.length, ...bytes];
  const float = [0x12, 4, 0x0a, 2, 0x08, 1];
  const outputs = names.flatMap((name) => {
    const output = field(0x62, [...field(0x0a, [...new TextEncoder().encode(name)]), ...float]);
    return field(0x3a, output);
  });
  const whole = new Uint8Array(graph.length + outputs.length);
  whole.set(graph);
  whole.set(outputs, graph.length);
  return whole;
}
