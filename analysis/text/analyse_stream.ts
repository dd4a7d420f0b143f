import { type RawLine, readLines } from "../../ingest/base/read_lines.ts";
import { encodeDead, maxDeadBytes } from "../../ingest/dead_letter.ts";
import type { LargeModels, Round } from "../large/large_models.ts";
import { analyseBareLine, isDeadLine } from "./analyse_line.ts";
import type { OwnLabeller } from "./own_labels.ts";

/** Longest line that is analysed, in bytes. */
export const maxLineBytes = 1_048_576;

/** How a stream is analysed beyond the ordinary: with large models, and categories of the user's own. */
export interface StreamAnalysis {
  large?: LargeModels;
  own?: OwnLabeller | undefined;
}

/** What went through; `dead` of the `lines` became dead letters here. */
export interface Analysed {
  lines: number;
  dead: number;
}

/**
 * Analyses NDJSON: one line out for each line in, in order. Lines need only `text`; what cannot be analysed comes out as
 * a dead letter. `write` is waited for, so a slow reader slows this down, and so is what `large` has room for. `now` is in
 * UTC milliseconds.
 */
export async function analyseStream(
  chunks: AsyncIterable<Uint8Array>,
  write: (bytes: Uint8Array) => Promise<void>,
  now: () => number,
  { large, own }: StreamAnalysis = {},
): Promise<Analysed> {
  const done: Analysed = { lines: 0, dead: 0 };
  for await (const lines of readLines(chunks, { maxBytes: maxLineBytes, keepBytes: maxDeadBytes })) {
    const at = now();
    const round = large?.begin();
    const small = lines.map((line, i) => analyseRaw(line, i, at, done, { round, own }));
    done.lines += lines.length;
    const analysed = round === undefined ? small : await round.finish(small);
    await write(encoder.encode(`${analysed.join("\n")}\n`));
  }
  return done;
}

const encoder = new TextEncoder();
const decoder = new TextDecoder("utf-8", { fatal: true });

function analyseRaw(
  line: RawLine,
  index: number,
  at: number,
  done: Analysed,
  { round, own }: { round: Round | undefined; own: OwnLabeller | undefined },
): string {
  const origin = `stdin:${done.lines + index + 1}`;
  const refuse = (reason: string) => {
    done.dead++;
    return encodeDead(
      { source: "unknown", stream: "stdin", origin, stage: "analyse", reason, at },
      line.bytes,
      line.whole,
    );
  };
  if (line.whole !== undefined) return refuse(`Line is longer than ${maxLineBytes} bytes`);
  let text: string;
  try {
    text = decoder.decode(line.bytes);
  } catch {
    return refuse("Line is not UTF-8");
  }
  const analysed = analyseBareLine(
    text,
    { origin, at },
    { own, note: round && ((post, analysis) => round.note(index, post, analysis)) },
  );
  if (isDeadLine(analysed) && !isDeadLine(text)) done.dead++;
  return analysed;
}
