import { fieldsOf, listOf, textOf } from "./fields.ts";
import type { Tools } from "./live/adapter.ts";
import { readJson } from "./live/document.ts";
import type { Guard } from "./live/guard.ts";
import { Problem } from "./live/problem.ts";

/** Where the rules of a filtered stream are, and with which token. */
export interface RulesPlace {
  url: URL;
  guard: Guard;
  headers: { [name: string]: string };
}

/**
 * Sees to it that a rule of our own (its tag begins with `groundswell:`) stands on the stream, and no other of ours.
 * Rules of others stay. @throws {Problem} when X refuses the rule.
 */
export async function keepRule(
  query: string,
  place: RulesPlace,
  tools: Tools,
  signal: AbortSignal,
): Promise<void> {
  const { json } = await readJson({ ...place, url: new URL("?", place.url) }, tools, signal);
  const rules = listOf(fieldsOf(json).data).map(fieldsOf);
  if (rules.length === 0 && fieldsOf(json).meta === undefined) throw problemIn(json);
  const ours = rules.filter(({ tag }) => textOf(tag)?.startsWith("groundswell:"));
  const others = ours.filter(({ value }) => value !== query).map(({ id }) => id);
  if (others.length > 0) await change({ delete: { ids: others } }, place, tools, signal);
  if (ours.some(({ value }) => value === query)) return;
  failUnlessTaken(await change(ruleOf(query), place, tools, signal));
}

/** Has X read a rule, and changes nothing. @throws {Problem} when X refuses the rule, or the credentials. */
export async function tryRule(
  query: string,
  place: RulesPlace,
  tools: Tools,
  signal: AbortSignal,
): Promise<void> {
  const url = new URL("?dry_run=true", place.url);
  failUnlessTaken(await change(ruleOf(query), { ...place, url }, tools, signal));
}

function ruleOf(query: string): object {
  return { add: [{ value: query, tag: `groundswell:${query}`.slice(0, 200) }] };
}

function failUnlessTaken(added: unknown): void {
  const { errors, meta } = fieldsOf(added);
  const invalid = Number(fieldsOf(fieldsOf(meta).summary).invalid ?? 0);
  if (invalid > 0 || (errors !== undefined && fieldsOf(added).data === undefined)) {
    const said = textOf(fieldsOf(listOf(errors)[0]).title) ?? "no reason stated";
    if (said !== "DuplicateRule") {
      throw new Problem("refused", `X does not take the rule: ${said.slice(0, 200)}`);
    }
  }
}

/** What a document with errors and nothing else stands for. */
export function problemIn(document: unknown): Problem {
  const { title, detail, connection_issue: issue } = fieldsOf(listOf(fieldsOf(document).errors)[0]);
  const said = [title, issue ?? detail].filter((text) => typeof text === "string").join(": ").slice(0, 200);
  if (/usage ?cap|credits|spend/i.test(said)) {
    return new Problem("quota", `X says that the plan is used up: ${said}`);
  }
  return new Problem(
    "lost",
    said === "" ? "X answers with what is not understood" : `X ends the stream: ${said}`,
  );
}

async function change(what: object, place: RulesPlace, tools: Tools, signal: AbortSignal): Promise<unknown> {
  const headers = { ...place.headers, "content-type": "application/json" };
  const body = JSON.stringify(what);
  return (await readJson({ ...place, headers, method: "POST", body }, tools, signal)).json;
}
