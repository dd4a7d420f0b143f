import { endOf, isAlnum, isLetterAt } from "./chars.ts";

/** Where a link starts of which `start` to `end` is the run of letters that holds its `http(s)` or `www`; else -1. */
export function linkStart(text: string, start: number, end: number): number {
  const code = text.charCodeAt(end);
  if (code === 0x3a && text.startsWith("://", end) && isHostStart(text, end + 3)) {
    const length = (text.charCodeAt(end - 1) | 0x20) === 0x73 ? 5 : 4;
    const scheme = text.slice(Math.max(start, end - length), end).toLowerCase();
    if (scheme === "https" || scheme === "http") return end - length;
  } else if (code === 0x2e && end - 3 >= start && isAlnum(text.charCodeAt(end + 1))) {
    const glued = end - 3 > start && isAlnum(text.charCodeAt(end - 4));
    if (!glued && text.slice(end - 3, end).toLowerCase() === "www") return end - 3;
  }
  return -1;
}

/** Where the link ends that starts at `start` and of which `from` is beyond the first run: before trailing punctuation. */
export function linkEnd(text: string, start: number, from: number): number {
  let end = endOf(linkPart, text, from) || from;
  let open = 0;
  for (let at = start; at < end; at++) open += depth(text.charCodeAt(at));
  if (/^'s$/i.test(text.slice(end - 2, end))) end -= 2;
  for (; end > from; end--) {
    const last = text[end - 1]!;
    if (last === ")" || last === "]") {
      if (open >= 0) break;
      open++;
    } else if (!trailing.includes(last)) break;
    else if (last === "(" || last === "[") open--;
  }
  return end;
}

// Scripts without spaces, their punctuation and emoji follow a link without a gap; written links have them encoded.
const linkPart = /[^\s\p{C}<>"`{}|\\^\u00ab\u00bb\u2000-\u206f\u2e80-\uffff\u{10000}-\u{10ffff}]+/uy;
const trailing = ".,;:!?'*_~([";

function isHostStart(text: string, at: number): boolean {
  return isAlnum(text.charCodeAt(at)) || (isLetterAt(text, at) && text.charCodeAt(at) < 0x2e80);
}

function depth(code: number): number {
  if (code === 0x28 || code === 0x5b) return 1;
  return code === 0x29 || code === 0x5d ? -1 : 0;
}
