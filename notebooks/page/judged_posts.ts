import type { TopicRules } from "../../analysis/store/topic_rules.ts";
import { postsRows } from "../../analysis/store/views.ts";
import { canonicalTopic } from "../../analysis/topics/canonical_topic.ts";
import { parseTopic } from "../../analysis/topics/parse.ts";
import { type MoodsOf, type PhraseRule, ruledPosts } from "../../analysis/topics/phrase_rules.ts";
import type { BindScope, BoundSql } from "./bind_cell.ts";
import type { ParamSpecs } from "./param_spec.ts";
import type { ParamValues } from "./param_values.ts";

/** Whose moods a page shows: those of a parameter of the type `moods`, or the corrected ones. */
export function moodsOf(specs: ParamSpecs, values: ParamValues): MoodsOf {
  const name = Object.keys(specs).find((name) => specs[name]!.type === "moods");
  return name !== undefined && values[name] === "modelled" ? "modelled" : "corrected";
}

/** The rules of topics as typed. */
export function rulesOf(all: readonly TopicRules[], topics: Iterable<string>): TopicRules[] {
  if (all.length === 0) return [];
  const wanted = new Set([...topics].map(canonical));
  return all.filter(({ query }) => wanted.has(canonical(query)));
}

/** The topics among the values of a page's parameters, as typed. */
export function topicsAmong({ specs, values }: Pick<BindScope, "specs" | "values">): string[] {
  return Object.keys(specs).filter((name) => specs[name]!.type === "topic").map((name) =>
    String(values[name])
  );
}

/** What stands for a view of posts, or of what they name, where those of some topics have other moods than it has; null where they do not. */
export function judgedPosts(
  view: string,
  topics: Iterable<string>,
  { rules: all, moods }: Pick<BindScope, "rules" | "moods">,
  binds: BoundSql["binds"],
): string | null {
  const rules: PhraseRule[] = rulesOf(all, topics).flatMap(({ rules }) => rules);
  if (rules.length === 0 && moods === "corrected") return null;
  return ruledPosts(`main.${view}`, rules, moods, (value) => `$${binds.push(value)}`);
}

/** The same SQL over posts with the moods of a scope; `topics` are those it asks for. Lines stay where they are. */
export function judge(
  { sql, binds }: BoundSql,
  topics: Iterable<string>,
  scope: Pick<BindScope, "rules" | "moods">,
): BoundSql {
  const all = [...binds];
  const judged = [postsRows.view, "posts", "entities", "phrases"].flatMap((view) => {
    const posts = new RegExp(`\\b${view}\\b`, "i").test(sql) ? judgedPosts(view, topics, scope, all) : null;
    return posts === null ? [] : [`${view} as not materialized (${posts})`];
  });
  if (judged.length === 0) return { sql, binds };
  const [written, recursive = ""] = /^\s*with(\s+recursive)?\b/i.exec(sql) ?? [];
  const named = `with${recursive} ${judged.join(", ")}`;
  return {
    sql: written === undefined ? `${named} ${sql}` : `${named}, ${sql.slice(written.length)}`,
    binds: all,
  };
}

function canonical(topic: string): string {
  return canonicalTopic(parseTopic(topic));
}
