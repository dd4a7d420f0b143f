import { messageOf, Poison } from "../../ingest/base/errors.ts";
import { encodeDead, encodeReplay } from "../../ingest/dead_letter.ts";
import { type Analysable, analysePost, type Analysis, analysisKeys } from "./analyse.ts";
import type { OwnLabeller } from "./own_labels.ts";

/** How lines are analysed beyond the ordinary. */
export interface LineAnalysis {
  /** Categories of the user's own. */
  own?: OwnLabeller | undefined;
  /** Told of a post that was analysed, and of the result. */
  note?: ((post: Analysable, analysis: Analysis) => void) | undefined;
}

/** What a dead letter says where the line itself does not: origin, and arrival in UTC milliseconds. */
export interface LineOrigin {
  origin: string;
  at: number;
}

/**
 * The analysed line of a log line: the post's own text with the analysis added at top level. What has no text to
 * analyse passes as it is; what cannot be analysed becomes a dead letter. Never throws.
 */
export function analyseLine(line: string, from: LineOrigin = nowhere, how: LineAnalysis = {}): string {
  return line.startsWith(deadPrefix) ? line : analyse(line, from, false, how);
}

/** The same for a line that needs only `text`, as a pipe gets it; `v` and `t` count where both are there. */
export function analyseBareLine(line: string, from: LineOrigin, how: LineAnalysis = {}): string {
  return analyse(line.trim(), from, true, how);
}

/** True for the line of a dead letter as this file and the door write it. */
export function isDeadLine(line: string): boolean {
  return line.startsWith(deadPrefix);
}

const nowhere: LineOrigin = { origin: "posts", at: 0 };
const textless: ReadonlySet<unknown> = new Set([
  "dead",
  "delete",
  "engagement",
  "correction",
  "rule",
  "coverage",
  "forget",
]);
const deadPrefix = '{"v":1,"t":"dead",';

function analyse(line: string, from: LineOrigin, bare: boolean, how: LineAnalysis): string {
  let post: Record<string, unknown> = {};
  try {
    const parsed: unknown = JSON.parse(line);
    if (typeof parsed !== "object" || parsed === null || Array.isArray(parsed)) {
      throw new Poison("is not an object");
    }
    post = parsed as Record<string, unknown>;
    const enveloped = !bare || ("v" in post && "t" in post);
    if (enveloped && post.v !== 1) throw new Poison(`has the unknown version v=${JSON.stringify(post.v)}`);
    if (enveloped && textless.has(post.t)) return line;
    if (enveloped && post.t === "replay") return analyseReplay(post, from, how.own);
    if (enveloped && post.t !== "post" && post.t !== "edit") {
      throw new Poison(`is of the unknown kind t=${JSON.stringify(post.t)}`);
    }
    const known = analysable(post);
    const analysis = analysePost(known, how.own);
    how.note?.(known, analysis);
    const clash = analysisKeys.some((key) => Object.hasOwn(post, key) && post[key] !== analysis[key]);
    if (clash || !line.endsWith("}")) return JSON.stringify({ ...post, ...analysis });
    const { lang, ...rest } = analysis;
    const added = Object.hasOwn(post, "lang") ? rest : { lang, ...rest };
    return `${line.slice(0, -1)},${JSON.stringify(added).slice(1)}`;
  } catch (error) {
    return encodeDead({
      source: textOr(post.source, "unknown"),
      stream: textOr(post.stream, "unknown"),
      origin: from.origin,
      stage: "analyse",
      reason: error instanceof Poison ? `Line ${error.message}` : `Cannot analyse line: ${messageOf(error)}`,
      at: typeof post.receivedAt === "number" ? post.receivedAt : from.at,
    }, line);
  }
}

function analyseReplay(
  { letter, lines }: Record<string, unknown>,
  from: LineOrigin,
  own: OwnLabeller | undefined,
): string {
  if (typeof letter !== "string") throw new Poison("replays no dead letter: it names none");
  if (!Array.isArray(lines) || !lines.every((line) => typeof line === "string")) {
    throw new Poison("replays a dead letter by what are no lines");
  }
  return encodeReplay(
    letter,
    lines.map((line, i) => analyseLine(line, { ...from, origin: `${from.origin}/${i + 1}` }, { own })),
  );
}

function analysable({ title, text, lang, source, place }: Record<string, unknown>): Analysable {
  if (typeof text !== "string") throw new Poison("has no text");
  return {
    text,
    ...(typeof title === "string" ? { title } : {}),
    ...(typeof lang === "string" ? { lang } : {}),
    ...(typeof source === "string" ? { source } : {}),
    ...(typeof place === "string" ? { place } : {}),
  };
}

function textOr(value: unknown, fallback: string): string {
  return typeof value === "string" && value !== "" ? value : fallback;
}
