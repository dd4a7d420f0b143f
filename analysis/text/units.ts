import { hashForm, hashSeed, mix } from "./hash.ts";
import type { TokenKind, Tokens } from "./token_kinds.ts";

/** What a unit is: a kind of token, a link, or a mark (a run of punctuation). */
export const unitKinds = {
  word: 0,
  number: 1,
  hashtag: 2,
  mention: 3,
  cashtag: 4,
  emoji: 5,
  link: 6,
  mark: 7,
};

/** Bits of `flags`: how a unit is written. */
export const unitFlags = { capital: 1, capitals: 2, spaced: 4, stretched: 8, stop: 16 };

/** Most units of a text that models look at. */
export const maxUnits = 8192;

/**
 * The tokens, links and marks of a text in order, for models, in arrays that are used again for the next text.
 * `forms[i]` is the form of a token, and empty for links and marks.
 */
export interface Units {
  count: number;
  kinds: Uint8Array;
  flags: Uint8Array;
  starts: Int32Array;
  ends: Int32Array;
  hashes: Int32Array;
  forms: string[];
}

/** Room for the units of one text at a time. */
export function createUnits(): Units {
  return {
    count: 0,
    kinds: new Uint8Array(maxUnits),
    flags: new Uint8Array(maxUnits),
    starts: new Int32Array(maxUnits),
    ends: new Int32Array(maxUnits),
    hashes: new Int32Array(maxUnits),
    forms: [],
  };
}

/** True where a text has a unit of one of these kinds. */
export function hasKind({ count, kinds }: Units, some: ReadonlySet<number>): boolean {
  for (let i = 0; i < count; i++) if (some.has(kinds[i]!)) return true;
  return false;
}

/** Fills `units` with what `tokens` found in `text`. Takes time linear in the length. */
export function readUnits(text: string, tokens: Tokens, units: Units): void {
  const { forms, kinds, starts, ends, links, linkStarts } = tokens;
  units.count = 0;
  let at = 0;
  let link = 0;
  for (let i = 0; i < forms.length && units.count < maxUnits; i++) {
    const start = starts[i]!;
    while (link < links.length && linkStarts[link]! < start) at = addLink(link++);
    if (start > at) readMarks(text, at, start, units);
    addToken(text, start, ends[i]!, forms[i]!, kindOf[kinds[i]!], units);
    at = Math.max(at, ends[i]!);
  }
  while (link < links.length && units.count < maxUnits) at = addLink(link++);
  if (!tokens.truncated) readMarks(text, at, text.length, units);

  function addLink(which: number): number {
    const start = linkStarts[which]!;
    if (start > at) readMarks(text, at, start, units);
    const end = start + links[which]!.length;
    add(units, unitKinds.link, 0, start, end, linkHash, "");
    return end;
  }
}

const kindOf: Record<TokenKind, number> = unitKinds;
const linkHash = mix(hashSeed, 1);
const mentionHash = mix(hashSeed, 2);
const numberHash = mix(hashSeed, 3);

function addToken(text: string, start: number, end: number, form: string, kind: number, units: Units): void {
  const hash = kind === unitKinds.mention
    ? mentionHash
    : kind === unitKinds.number
    ? mix(numberHash, Math.min(form.length, 5))
    : hashForm(form);
  add(units, kind, shapeOf(text, start, end), start, end, hash, form);
}

function add(
  units: Units,
  kind: number,
  flags: number,
  start: number,
  end: number,
  hash: number,
  form: string,
): void {
  const at = units.count++;
  if (at >= maxUnits) {
    units.count = maxUnits;
    return;
  }
  units.kinds[at] = kind;
  units.flags[at] = flags;
  units.starts[at] = start;
  units.ends[at] = end;
  units.hashes[at] = hash;
  units.forms[at] = form;
}

function shapeOf(text: string, start: number, end: number): number {
  let flags = start > 0 && isSpace(text.charCodeAt(start - 1)) ? unitFlags.spaced : 0;
  const first = text.charCodeAt(start);
  if (isUpper(first)) {
    flags |= unitFlags.capital;
    if (end - start > 1) {
      let all = true;
      // Many tokens may share a long run.
      const stop = Math.min(end, start + maxShaped);
      for (let at = start + 1; at < stop && all; at++) all = !isLower(text.charCodeAt(at));
      if (all) flags |= unitFlags.capitals;
    }
  }
  return flags;
}

const maxShaped = 32;

function isUpper(code: number): boolean {
  return (code > 0x40 && code < 0x5b) || (code > 0xbf && code < 0xdf);
}

function isLower(code: number): boolean {
  return (code > 0x60 && code < 0x7b) || code > 0xde;
}

function isSpace(code: number): boolean {
  return code <= 0x20 || code === 0xa0;
}

// The runs of what is no token and no space, each a unit; a mark that repeats counts twice, so that "!!!!" is "!!".
function readMarks(text: string, from: number, to: number, units: Units): void {
  let at = from;
  while (at < to && units.count < maxUnits) {
    if (isSpace(text.charCodeAt(at))) {
      at++;
      continue;
    }
    const start = at;
    let hash = hashSeed ^ 0x5bd1e995;
    let last = 0;
    let before = 0;
    let flags = start > 0 && isSpace(text.charCodeAt(start - 1)) ? unitFlags.spaced : 0;
    for (; at < to && at - start < maxMark && !isSpace(text.charCodeAt(at)); at++) {
      const code = text.charCodeAt(at);
      if (isStop(code)) flags |= unitFlags.stop;
      if (code !== last || code !== before) hash = mix(hash, code);
      else flags |= unitFlags.stretched;
      before = last;
      last = code;
    }
    add(units, unitKinds.mark, flags, start, at, hash, "");
  }
}

const maxMark = 8;

// . ! ? , ; : …
function isStop(code: number): boolean {
  return code === 0x2e || code === 0x21 || code === 0x3f || code === 0x2c || code === 0x3b || code === 0x3a ||
    code === 0x2026;
}
