/** For tests: one step of an ONNX graph. Attributes are numbers (`i`) or lists of numbers (`ints`). */
export interface OnnxNode {
  op: string;
  inputs: string[];
  output: string;
  attributes?: Record<string, number | number[]>;
}

/** For tests: a table of numbers that a graph holds. */
export interface OnnxTable {
  name: string;
  dims: number[];
  data: Float32Array | BigInt64Array;
}

/** For tests: a graph from `input_ids` and `attention_mask` (batch, tokens) to `logits`. */
export interface OnnxGraph {
  nodes: OnnxNode[];
  tables: OnnxTable[];
  /** Shape of `logits`: names are dimensions that are known when it runs. */
  logits: (string | number)[];
}

/** For tests: the bytes of an ONNX model, opset 17, as the protobuf of onnx.proto3. */
export function encodeOnnx({ nodes, tables, logits }: OnnxGraph): Uint8Array {
  const graph = message(
    ...nodes.map((node) => bytes(1, encodeNode(node))),
    text(2, "test"),
    ...tables.map((table) => bytes(5, encodeTable(table))),
    ...["input_ids", "attention_mask"].map((name) =>
      bytes(11, encodeValue(name, int64, ["batch", "tokens"]))
    ),
    bytes(12, encodeValue("logits", float, logits)),
  );
  return message(number(1, 8), bytes(7, graph), bytes(8, message(text(1, ""), number(2, 17))));
}

const float = 1;
const int64 = 7;
const attributeInt = 2;
const attributeInts = 7;

function encodeNode({ op, inputs, output, attributes = {} }: OnnxNode): Uint8Array {
  return message(
    ...inputs.map((name) => text(1, name)),
    text(2, output),
    text(4, op),
    ...Object.entries(attributes).map(([name, value]) => bytes(5, encodeAttribute(name, value))),
  );
}

function encodeAttribute(name: string, value: number | number[]): Uint8Array {
  return typeof value === "number"
    ? message(text(1, name), number(3, value), number(20, attributeInt))
    : message(text(1, name), ...value.map((one) => number(8, one)), number(20, attributeInts));
}

function encodeTable({ name, dims, data }: OnnxTable): Uint8Array {
  return message(
    ...dims.map((dim) => number(1, dim)),
    number(2, data instanceof Float32Array ? float : int64),
    text(8, name),
    bytes(9, new Uint8Array(data.buffer, data.byteOffset, data.byteLength)),
  );
}

function encodeValue(name: string, type: number, shape: (string | number)[]): Uint8Array {
  const dims = shape.map((dim) =>
    bytes(1, typeof dim === "number" ? message(number(1, dim)) : message(text(2, dim)))
  );
  const tensor = message(number(1, type), bytes(2, message(...dims)));
  return message(text(1, name), bytes(2, message(bytes(1, tensor))));
}

function message(...fields: Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(fields.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const field of fields) {
    whole.set(field, at);
    at += field.length;
  }
  return whole;
}

function number(field: number, value: number): Uint8Array {
  return Uint8Array.of(...varint(field << 3), ...varint(value));
}

function text(field: number, value: string): Uint8Array {
  return bytes(field, new TextEncoder().encode(value));
}

function bytes(field: number, value: Uint8Array): Uint8Array {
  return message(Uint8Array.of(...varint(field << 3 | 2), ...varint(value.length)), value);
}

// Ten bytes for a negative number, as protobuf has it.
function varint(value: number): number[] {
  const parts: number[] = [];
  let rest = BigInt.asUintN(64, BigInt(value));
  while (rest > 0x7fn) {
    parts.push(Number(rest & 0x7fn) | 0x80);
    rest >>= 7n;
  }
  return [...parts, Number(rest)];
}
