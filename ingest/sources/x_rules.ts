import type { TopicRule } from "../topics/asked_rules.ts";
import { fieldsOf, listOf, textOf } from "./fields.ts";
import type { Tools } from "./live/adapter.ts";
import { readJson } from "./live/document.ts";
import type { Guard } from "./live/guard.ts";
import { Problem } from "./live/problem.ts";
import { problemIn } from "./x_lines.ts";

/** Our rules at X are known by the beginning of their tags; the name of a followed topic comes behind it. */
const ourTags = "groundswell:";

/** Where the rules of a filtered stream are, and with which token. */
export interface RulesPlace {
  url: URL;
  guard: Guard;
  headers: { [name: string]: string };
}

interface Rule {
  value: string;
  tag: string;
}

/**
 * Sees to it that these rules of ours stand on the stream, each tagged with its topic, and no others of ours. Rules of others
 * stay, and so do those of ours that are as they should be. @throws {Problem} when X refuses a rule.
 */
export async function keepRules(
  rules: readonly TopicRule[],
  place: RulesPlace,
  tools: Tools,
  signal: AbortSignal,
): Promise<void> {
  const { json } = await readJson({ ...place, url: new URL("?", place.url) }, tools, signal);
  const there = listOf(fieldsOf(json).data).map(fieldsOf);
  if (there.length === 0 && fieldsOf(json).meta === undefined) throw problemIn(json);
  const ours = there.filter(({ tag }) => textOf(tag)?.startsWith(ourTags));
  const wanted = rules.map(ruleOf);
  const isSame = (rule: Rule) => (other: { [field: string]: unknown }) =>
    other.value === rule.value && other.tag === rule.tag;
  const gone = ours.filter((rule) => !wanted.some((one) => isSame(one)(rule))).map(({ id }) => id);
  const missing = wanted.filter((rule) => !ours.some(isSame(rule)));
  // Of two rules with the same text X refuses the second, whatever their tags: what goes, goes first.
  if (gone.length > 0) await change({ delete: { ids: gone } }, place, tools, signal);
  if (missing.length > 0) failUnlessTaken(await change({ add: missing }, place, tools, signal), missing);
}

/** Has X read rules, and changes nothing. @throws {Problem} when X refuses one of them, or the credentials. */
export async function tryRules(
  rules: readonly TopicRule[],
  place: RulesPlace,
  tools: Tools,
  signal: AbortSignal,
): Promise<void> {
  const url = new URL("?dry_run=true", place.url);
  const tried = rules.map(ruleOf);
  failUnlessTaken(await change({ add: tried }, { ...place, url }, tools, signal), tried);
}

function ruleOf({ topic, rule }: TopicRule): Rule {
  return { value: rule, tag: ourTags + topic };
}

// A rule that somebody else has there already brings the same posts.
function failUnlessTaken(answer: unknown, asked: readonly Rule[]): void {
  const { errors, meta, data } = fieldsOf(answer);
  const refused = listOf(errors).map(fieldsOf).filter(({ title }) => title !== "DuplicateRule");
  const invalid = Number(fieldsOf(fieldsOf(meta).summary).invalid ?? 0);
  const [first] = refused;
  if (first === undefined ? invalid === 0 : invalid === 0 && data !== undefined) return;
  const topic = asked.find(({ value }) => value === first?.value)?.tag.slice(ourTags.length);
  const said = [first?.title, ...listOf(first?.details)].flatMap((text) => textOf(text) ?? []).join(": ");
  const whose = topic === undefined ? "the rule" : `the rule of topic "${topic}"`;
  throw new Problem("refused", `X does not take ${whose}: ${said.slice(0, 200) || "no reason stated"}`);
}

async function change(what: object, place: RulesPlace, tools: Tools, signal: AbortSignal): Promise<unknown> {
  const headers = { ...place.headers, "content-type": "application/json" };
  const body = JSON.stringify(what);
  return (await readJson({ ...place, headers, method: "POST", body }, tools, signal)).json;
}
