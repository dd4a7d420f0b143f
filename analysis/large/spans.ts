import type { EntityType } from "../text/entities.ts";
import { beginsEntity, type LabelMap } from "./labels.ts";
import type { Piece } from "./protocol.ts";

/** A name in a text: UTF-16 offsets, our type, and the mean probability of its words. */
export interface Span {
  start: number;
  end: number;
  type: EntityType;
  score: number;
}

/** The names that a model has marked: its pieces are looked up in the text, and a word is what its first piece is. */
export function spansOf(text: string, pieces: readonly Piece[], labels: LabelMap): Span[] {
  const spans: Span[] = [];
  let open: (Span & { words: number }) | undefined;
  const close = () => {
    if (open !== undefined) {
      spans.push({ start: open.start, end: open.end, type: open.type, score: open.score / open.words });
    }
    open = undefined;
  };
  for (const { start, end, label, score } of wordsOf(text, pieces)) {
    const type = labels.get(label) as EntityType | undefined;
    if (open !== undefined && type === open.type && !beginsEntity(label)) {
      open = { ...open, end, score: open.score + score, words: open.words + 1 };
      continue;
    }
    close();
    if (type !== undefined) open = { start, end, type, score, words: 1 };
  }
  close();
  return spans;
}

interface Word {
  start: number;
  end: number;
  label: string;
  score: number;
}

// Pieces that stand in the text without a gap, letter to letter, are one word.
function wordsOf(text: string, pieces: readonly Piece[]): Word[] {
  const folded = foldText(text);
  const words: Word[] = [];
  let cursor = 0;
  for (const { word, label, score } of pieces) {
    const form = foldText(word.replace(/^(?:##|[\u2581\u0120])/, "").trim()).text;
    const at = form === "" ? -1 : folded.text.indexOf(form, cursor);
    if (at < 0 || at - cursor > maxSkipped) continue;
    const start = folded.at[at]!;
    const end = folded.at[at + form.length]!;
    const last = words.at(-1);
    if (last?.end === start && joins.test(text.slice(start - 1, start + 1))) last.end = end;
    else words.push({ start, end, label, score });
    cursor = at + form.length;
  }
  return words;
}

/** A piece that is found further on than this stands for something else. */
const maxSkipped = 128;
const joins = /^[\p{L}\p{N}]{2}$/u;

// In lower case and without accents, as tokenisers have it; `at` are the offsets that its units had.
function foldText(text: string): { text: string; at: number[] } {
  let folded = "";
  const at: number[] = [];
  let offset = 0;
  for (const char of text) {
    const plain = char.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
    for (let i = 0; i < plain.length; i++) at.push(offset);
    folded += plain;
    offset += char.length;
  }
  at.push(text.length);
  return { text: folded, at };
}
