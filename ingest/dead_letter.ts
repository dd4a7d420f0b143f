import { createHash } from "node:crypto";
import type { Whole } from "./base/read_lines.ts";
import { clean } from "./fields.ts";

/** How much of a refused input a dead letter keeps, in bytes. */
export const maxDeadBytes = 65_536;

/** What could not become a post, with the reason and (the beginning of) its bytes. */
export interface DeadEnvelope {
  v: 1;
  t: "dead";
  source: string;
  stream: string;
  /** Where it stood, e.g. `tweets.ndjson:17`. */
  origin: string;
  stage: "decode" | "analyse" | "land";
  reason: string;
  /** Arrival time, UTC milliseconds. */
  at: number;
  /** Whole size in bytes; `bytes` keeps at most 65,536 of them. */
  size: number;
  /** SHA-256 of the whole input, hex. */
  digest: string;
  /** Base64. */
  bytes: string;
}

/** What became of a dead letter; it counts once, while the letter is open. */
export interface ReplayEnvelope {
  v: 1;
  t: "replay";
  /** The id of the letter. */
  letter: string;
  /** The log lines that take its place; none where it is given up. */
  lines: string[];
}

/** The log line of a refused input. `input` may be text or bytes, all of it or the beginning of what `whole` tells. */
export function encodeDead(
  about: Pick<DeadEnvelope, "source" | "stream" | "origin" | "stage" | "reason" | "at">,
  input: string | Uint8Array,
  whole?: Whole,
): string {
  const bytes = typeof input === "string" ? new TextEncoder().encode(input) : input;
  return JSON.stringify(
    {
      v: 1,
      t: "dead",
      source: clean(about.source),
      stream: clean(about.stream),
      origin: clean(about.origin),
      stage: about.stage,
      reason: clean(about.reason).slice(0, 1000),
      at: about.at,
      size: whole?.size ?? bytes.length,
      digest: whole?.digest ?? createHash("sha256").update(bytes).digest("hex"),
      bytes: bytes.subarray(0, maxDeadBytes).toBase64(),
    } satisfies DeadEnvelope,
  );
}

/** The log line that settles a dead letter: by others in its place, or by none. */
export function encodeReplay(letter: string, lines: string[]): string {
  return JSON.stringify({ v: 1, t: "replay", letter, lines } satisfies ReplayEnvelope);
}
