import type { Bind, KeepingLane } from "../../analysis/store/reads.ts";
import type { TopicRules } from "../../analysis/store/topic_rules.ts";
import { inOrder, type MoodsOf } from "../../analysis/topics/phrase_rules.ts";
import { moodName } from "../client/charts/mood_name.ts";
import { bindInto, type BindScope, writeHere } from "../page/bind_cell.ts";
import { judge, rulesOf, topicsAmong } from "../page/judged_posts.ts";
import { rowsOf } from "../why/posts_behind.ts";
import { reportLimits } from "./moment.ts";

/** What of a page's moods is not the model's. */
export interface CorrectionCount {
  /** Posts whose mood a person said, and those where a rule did. */
  byHand: number;
  byRule: number;
  rules: TopicRules[];
  shown: MoodsOf;
}

/** Counts what was corrected among the posts of a page's filter. */
export async function countCorrections(lane: KeepingLane, scope: BindScope): Promise<CorrectionCount> {
  const binds: Bind[] = [];
  const where = writeHere({ line: 1, and: [] }, scope, bindInto(binds));
  const sql =
    `select count(corrected_at) as "byHand", count(mood_rule) as "byRule" from posts where ${where}`;
  const topics = topicsAmong(scope);
  const [row] = await rowsOf(lane, judge({ sql, binds }, topics, scope), reportLimits);
  return {
    byHand: Number(row!["byHand"]),
    byRule: Number(row!["byRule"]),
    rules: rulesOf(scope.rules, topics),
    shown: scope.moods,
  };
}

/** The same in words; empty where nothing was corrected and no rule holds. */
export function correctionWords({ byHand, byRule, rules, shown }: CorrectionCount): string {
  const listed = rules.flatMap(({ rules }) => inOrder(rules));
  if (byHand === 0 && listed.length === 0) return "";
  const full = (count: number) => count.toLocaleString("en");
  const phrases = listed.map(({ phrase, mood }) => `“${phrase}” is ${moodName(mood)}`).join(", ");
  const version = rules.reduce((sum, { version }) => sum + version, 0);
  const byRules = listed.length === 0
    ? ""
    : `; ${full(byRule)} by phrase rules, version ${version}: ${phrases}`;
  return `moods as ${shown}; ${full(byHand)} by hand${byRules}`;
}
