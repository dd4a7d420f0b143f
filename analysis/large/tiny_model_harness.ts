import { join } from "node:path";
import { encodeOnnx, type OnnxGraph } from "./onnx_harness.ts";

/** For tests: what makes a tiny model. Each word of `words` speaks for the labels by its weights. */
export interface TinyModel {
  task: "text-classification" | "token-classification";
  labels: string[];
  /** Weights of a word or word piece (`##on`), one for each label. */
  words: Record<string, number[]>;
}

/** For tests: writes a model as the hub has them, a real ONNX graph with its tokeniser, into a folder. */
export async function writeTinyModel(folder: string, model: TinyModel): Promise<void> {
  const pieces = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", ...Object.keys(model.words)];
  await Deno.mkdir(join(folder, "onnx"), { recursive: true });
  await Deno.writeFile(join(folder, "onnx/model.onnx"), encodeOnnx(graphOf(model, pieces)));
  const files = {
    "config.json": {
      model_type: "bert",
      architectures: [],
      id2label: Object.fromEntries(model.labels.map((label, i) => [i, label])),
      problem_type: "single_label_classification",
    },
    "tokenizer_config.json": { tokenizer_class: "BertTokenizer", model_max_length: 512, ...specials },
    "tokenizer.json": tokeniserOf(pieces),
  };
  for (const [name, content] of Object.entries(files)) {
    await Deno.writeTextFile(join(folder, name), JSON.stringify(content));
  }
}

const specials = { pad_token: "[PAD]", unk_token: "[UNK]", cls_token: "[CLS]", sep_token: "[SEP]" };

// A row of weights for each token; for a text their sum over its tokens. Other tokens are of the first tag, or of nothing.
function graphOf({ task, labels, words }: TinyModel, pieces: string[]): OnnxGraph {
  const rows = pieces.map((piece) =>
    words[piece] ?? labels.map((_, i) => i === 0 && task === "token-classification" ? 1 : 0)
  );
  const table = { name: "rows", dims: [pieces.length, labels.length], data: Float32Array.from(rows.flat()) };
  if (task === "token-classification") {
    const mask = [{ op: "Cast", inputs: ["attention_mask"], output: "unused", attributes: { to: 1 } }];
    const gather = { op: "Gather", inputs: ["rows", "input_ids"], output: "logits" };
    return { nodes: [...mask, gather], tables: [table], logits: ["batch", "tokens", labels.length] };
  }
  const axis = { name: "axis", dims: [1], data: BigInt64Array.of(1n) };
  const last = { name: "last", dims: [1], data: BigInt64Array.of(2n) };
  return {
    nodes: [
      { op: "Gather", inputs: ["rows", "input_ids"], output: "each" },
      { op: "Cast", inputs: ["attention_mask"], output: "mask", attributes: { to: 1 } },
      { op: "Unsqueeze", inputs: ["mask", "last"], output: "wide" },
      { op: "Mul", inputs: ["each", "wide"], output: "own" },
      { op: "ReduceSum", inputs: ["own", "axis"], output: "logits", attributes: { keepdims: 0 } },
    ],
    tables: [table, axis, last],
    logits: ["batch", labels.length],
  };
}

function tokeniserOf(pieces: string[]) {
  return {
    version: "1.0",
    added_tokens: pieces.slice(0, 4).map((content, id) => ({
      id,
      content,
      single_word: false,
      lstrip: false,
      rstrip: false,
      normalized: false,
      special: true,
    })),
    normalizer: {
      type: "BertNormalizer",
      clean_text: true,
      handle_chinese_chars: true,
      strip_accents: null,
      lowercase: true,
    },
    pre_tokenizer: { type: "BertPreTokenizer" },
    post_processor: {
      type: "TemplateProcessing",
      single: [
        { SpecialToken: { id: "[CLS]", type_id: 0 } },
        { Sequence: { id: "A", type_id: 0 } },
        { SpecialToken: { id: "[SEP]", type_id: 0 } },
      ],
      pair: [],
      special_tokens: Object.fromEntries(
        ["[CLS]", "[SEP]"].map((id) => [id, { id, ids: [pieces.indexOf(id)], tokens: [id] }]),
      ),
    },
    decoder: { type: "WordPiece", prefix: "##", cleanup: true },
    model: {
      type: "WordPiece",
      unk_token: "[UNK]",
      continuing_subword_prefix: "##",
      max_input_chars_per_word: 100,
      vocab: Object.fromEntries(pieces.map((piece, id) => [piece, id])),
    },
  };
}
