import type { Bind } from "../store/bind.ts";
import { phraseLeaf } from "./leaf.ts";
import type { Leaf } from "./topic.ts";
import { topicSql } from "./topic_sql.ts";

/** Says that posts of a topic that hold a phrase are of a mood there; `phrase` is as `rulePhrase` has it. */
export interface PhraseRule {
  phrase: string;
  mood: -1 | 0 | 1;
}

/** Whose moods are shown: as people and rules have them, or as the model alone. */
export type MoodsOf = "corrected" | "modelled";

/** A phrase as rules know it, its tokens with single spaces between; null where it holds no token. */
export function rulePhrase(text: string): string | null {
  return phraseLeaf(text, false)?.tokens.join(" ") ?? null;
}

/** Rules in the order in which they are tried: of two phrases in a post the longer one decides. */
export function inOrder(rules: readonly PhraseRule[]): PhraseRule[] {
  const tokens = ({ phrase }: PhraseRule) => phrase.split(" ").length;
  return rules.toSorted((a, b) =>
    tokens(b) - tokens(a) || b.phrase.length - a.phrase.length || (a.phrase < b.phrase ? -1 : 1)
  );
}

/**
 * The posts of a view as SQL, with the moods that are to be shown in `mood` and `polarity`, and with `corrected_mood` and the
 * phrase in `mood_rule` that decided it, whatever is shown. What a person said of a post counts for more than any rule.
 */
export function ruledPosts(
  view: string,
  rules: readonly PhraseRule[],
  shown: MoodsOf,
  bind: (value: Bind) => string,
): string {
  const tried = inOrder(rules).map(({ phrase, mood }) => ({
    when: topicSql(leafOf(phrase), bind),
    phrase: bind({ type: "text", value: phrase }),
    mood: Math.trunc(mood),
  }));
  const decide = (byHand: string, of: (rule: typeof tried[number]) => string, otherwise: string) =>
    tried.length === 0
      ? otherwise
      : `case when corrected_at is not null then ${byHand} ${
        tried.map((rule) => `when ${rule.when} then ${of(rule)}`).join(" ")
      } else ${otherwise} end`;
  const mood = decide("corrected_mood", ({ mood }) => `${mood}::tinyint`, "corrected_mood");
  const columns = [
    `${decide("null", ({ phrase }) => phrase, "mood_rule")} as mood_rule`,
    `${mood} as corrected_mood`,
  ];
  if (shown === "modelled") columns.push("model_mood as mood", "model_polarity as polarity");
  else {
    columns.push(
      `${mood} as mood`,
      `${decide("polarity", ({ mood }) => `${mood}::float`, "polarity")} as polarity`,
    );
  }
  return `select * replace (${columns.join(", ")}) from ${view}`;
}

function leafOf(phrase: string): Leaf {
  return { kind: "leaf", tokens: phrase.split(" "), tag: null, prefix: false };
}
