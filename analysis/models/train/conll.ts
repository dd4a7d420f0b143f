import { tokenise } from "../../text/tokens.ts";
import { createUnits, readUnits } from "../../text/units.ts";
import { readText } from "./bench_files.ts";

/** A stretch of a text and its type; offsets in UTF-16 units. */
export interface Span {
  start: number;
  end: number;
  type: string;
}

/** A text with the entities that people marked. */
export interface Marked {
  text: string;
  spans: Span[];
}

/**
 * Posts of a CoNLL file as texts; tokens are joined by spaces, or as people write where `natural` says so for the n-th
 * post. Handles are one token and never an entity.
 */
export function readConll(file: string, natural: (post: number) => boolean): Marked[] {
  return readText(file).split(/\n\s*\n/).map((block) =>
    block.split("\n").filter((line) => line.trim() !== "").map((line) => line.split(/\t/))
  ).filter((rows) => rows.length > 0).map((rows, post) => join(mergeHandles(rows), natural(post)));
}

function mergeHandles(rows: string[][]): [token: string, tag: string][] {
  const merged: [string, string][] = [];
  for (let i = 0; i < rows.length; i++) {
    const [token = "", tag = "O"] = rows[i]!;
    if (token === "@" && i + 1 < rows.length && /^\w/.test(rows[i + 1]![0]!)) {
      merged.push([`@${rows[++i]![0]}`, "O"]);
    } else merged.push([token, token.length > 1 && token.startsWith("@") ? "O" : tag.trim()]);
  }
  return merged;
}

function join(rows: readonly [string, string][], natural: boolean): Marked {
  let text = "";
  const spans: Span[] = [];
  let open: Span | undefined;
  for (const [token, tag] of rows) {
    const glued = natural && (gluesLeft.test(token) || /[(\[“$]$/.test(text));
    if (text !== "" && !glued) text += " ";
    const start = text.length;
    text += token;
    const type = tag.slice(2);
    const end = start + (hashtag.exec(token)?.[0] ?? token).length;
    if (tag === "O" || tag === "") open = undefined;
    else if (tag.startsWith("I-") && open?.type === type) open.end = end;
    else spans.push(open = { start, end, type });
  }
  return { text, spans };
}

// Some tokens hold a hashtag and the mark behind it, which is no part of the name.
const hashtag = /^#[\p{L}\p{N}_]+/u;
const gluesLeft = /^(?:['’](?:s|m|re|ve|ll|d)|n['’]t|[.,!?;:)\]%…]+)$/i;

/** The part of a text's units that its spans cover: of each unit the number of its span, or -1; and whether all fit. */
export function alignSpans({ text, spans }: Marked): { spanOf: Int32Array; fit: boolean } {
  readUnits(text, tokenise(text), units);
  const spanOf = new Int32Array(units.count).fill(-1);
  const covered = spans.map(() => ({ start: Infinity, end: -1 }));
  for (let i = 0; i < units.count; i++) {
    const which = spans.findIndex(({ start, end }) => units.starts[i]! >= start && units.starts[i]! < end);
    spanOf[i] = which;
    if (which < 0) continue;
    const cover = covered[which]!;
    cover.start = Math.min(cover.start, units.starts[i]!);
    cover.end = Math.max(cover.end, units.ends[i]!);
  }
  const fit = covered.every(({ start, end }, i) => start === spans[i]!.start && end === spans[i]!.end);
  return { spanOf, fit };
}

const units = createUnits();
