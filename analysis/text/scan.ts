import {
  apostrophes,
  endOf,
  ignorable,
  isAlnum,
  isApostrophe,
  isDigit,
  isGlued,
  isLetterAt,
} from "./chars.ts";
import { foldRun, foldTag } from "./fold.ts";
import { linkEnd, linkStart } from "./links.ts";
import type { TokenKind, Tokens } from "./token_kinds.ts";

/** Takes what starts at `at`: pushes its tokens, if any, and returns where to go on, always beyond `at`. */
export function scanToken(text: string, at: number, into: Tokens): number {
  const code = text.charCodeAt(at);
  if (isAlnum(code)) return scanRun(text, at, into);
  switch (code) {
    case 0x20:
      return at + 1;
    case 0x23: // #
    case 0xff03:
      return scanHashtag(text, at, into);
    case 0x40: // @
    case 0xff20:
      return scanMention(text, at, into);
    case 0x24: // $
    case 0xff04:
      return scanCashtag(text, at, into);
    case 0x26: // &
      return endOf(entity, text, at) || at + 1;
  }
  return code < 0x80 ? at + 1 : scanWide(text, at, into);
}

const entity = /&(?:[a-z]{2,6}|#\d{1,6}|#x[\da-f]{1,5});/iy;
// A name, labels of a domain, a host. Each step starts with what the one before cannot take, so this is linear.
const mention = /\w+(?:[.-]\w+)*(?:@\w+(?:[.-]\w+)+)?/y;
const cashtag = /[A-Za-z]{1,6}(?:[._][A-Za-z]{1,2})?(?![\p{L}\p{N}_])/uy;
const hashtag = /[\p{L}\p{M}\p{N}_\u200c\u200d]+/uy;
const runStart = /[\p{L}\p{N}]/uy;
const runPart = new RegExp(`[\\p{L}\\p{M}\\p{N}${ignorable}]+`, "uy");
const emoji =
  /\p{Regional_Indicator}{2}|(?![\0-\u218f])\p{Extended_Pictographic}(?:\u200d\p{Extended_Pictographic}|[\p{Emoji_Modifier}\ufe0f\u{e0020}-\u{e007f}])*/uy;
const possessive = new RegExp(`[${apostrophes}][sS](?![\\p{L}\\p{N}])`, "uy");

function scanRun(text: string, start: number, into: Tokens): number {
  let end = start;
  let plain = true;
  let digits = true;
  for (; end < text.length; end++) {
    const code = text.charCodeAt(end);
    if (isAlnum(code)) digits &&= isDigit(code);
    else if (digits && (code === 0x2e || code === 0x2c) && isDigit(text.charCodeAt(end + 1))) continue;
    else if (isApostrophe(code) && isLetterAt(text, end + 1)) plain = digits = false;
    else if (code > 0x7f && endOf(runPart, text, end) > 0) {
      end = runPart.lastIndex - 1;
      plain = digits = false;
    } else break;
  }
  const link = linkStart(text, start, end);
  const wordEnd = link < 0 ? end : link;
  if (wordEnd > start) {
    const run = text.slice(start, wordEnd);
    if (plain) push(into, run.toLowerCase(), digits ? "number" : "word", start, wordEnd);
    else {
      const owner = isPossessive(run) ? wordEnd - 2 : wordEnd;
      for (const form of foldRun(run)) {
        push(into, form, notNumber.test(form) ? "word" : "number", start, owner);
      }
    }
  }
  if (link < 0) return end;
  const stop = linkEnd(text, link, end);
  into.links.push(text.slice(link, stop));
  into.linkStarts.push(link);
  return endOf(possessive, text, stop) || stop;
}

const notNumber = /\P{N}/u;

function isPossessive(run: string): boolean {
  return run.length > 2 && (run.charCodeAt(run.length - 1) | 0x20) === 0x73 &&
    isApostrophe(run.charCodeAt(run.length - 2));
}

function scanHashtag(text: string, at: number, into: Tokens): number {
  const before = text.charCodeAt(at - 1);
  const end = before === 0x26 || isGlued(text, at) ? 0 : endOf(hashtag, text, at + 1);
  const tag = end > 0 ? foldTag(text.slice(at + 1, end)) : "";
  if (!hasLetter.test(tag)) return at + 1;
  push(into, `#${tag}`, "hashtag", at, end);
  return endOf(possessive, text, end) || end;
}

const hasLetter = /\p{L}/u;

function scanMention(text: string, at: number, into: Tokens): number {
  let end = isGlued(text, at) ? 0 : endOf(mention, text, at + 1);
  let name = text.slice(at + 1, end).toLowerCase();
  // A price: "500 @ 18.05".
  if (end === 0 || /^[\d.]+$/.test(name)) return at + 1;
  if (name.includes("-") && !/[.@]/.test(name)) {
    name = name.slice(0, name.indexOf("-"));
    end = at + 1 + name.length;
  }
  push(into, `@${name}`, "mention", at, end);
  return endOf(possessive, text, end) || end;
}

function scanCashtag(text: string, at: number, into: Tokens): number {
  const end = isGlued(text, at) ? 0 : endOf(cashtag, text, at + 1);
  if (end === 0) return at + 1;
  push(into, `$${text.slice(at + 1, end).toLowerCase()}`, "cashtag", at, end);
  return endOf(possessive, text, end) || end;
}

function scanWide(text: string, at: number, into: Tokens): number {
  if (endOf(runStart, text, at) > 0) return scanRun(text, at, into);
  const end = endOf(emoji, text, at);
  if (end === 0) return at + (text.codePointAt(at)! > 0xffff ? 2 : 1);
  push(into, text.slice(at, end).replaceAll("\ufe0f", ""), "emoji", at, end);
  return end;
}

function push(into: Tokens, form: string, kind: TokenKind, start: number, end: number): void {
  into.forms.push(form);
  into.kinds.push(kind);
  into.starts.push(start);
  into.ends.push(end);
}
