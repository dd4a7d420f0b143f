import { Fatal } from "../base/errors.ts";
import type { TopicRule } from "../topics/asked_rules.ts";
import { isFields } from "./fields.ts";
import type { Adapter } from "./live/adapter.ts";
import { inBatches } from "./live/in_batches.ts";
import { Problem } from "./live/problem.ts";
import { streamName } from "./live/stream_name.ts";
import type { Json } from "./source.ts";
import { xV2 } from "./x.ts";
import { allowance, type Budget, spend, type Spent, spentAt } from "./x_budget.ts";
import { followRules } from "./x_follow_rules.ts";
import { isDelivered, isNotice, openLines, problemIn } from "./x_lines.ts";
import { tryRules } from "./x_rules.ts";

const backfillMaxMinutes = 5;
const minuteMs = 60_000;
const maxShownChars = 200;
const batches = { maxItems: 100, maxMs: 200 };
const fields = {
  "tweet.fields":
    "created_at,lang,public_metrics,entities,referenced_tweets,edit_history_tweet_ids,conversation_id,possibly_sensitive,geo",
  expansions: "author_id,geo.place_id",
  "user.fields": "username,protected,public_metrics",
  "place.fields": "full_name",
};

/** What to follow, with which token, and how much of it may be paid for. */
export interface XOptions {
  /** Names of followed topics. */
  topics: readonly string[];
  /** The rules of those, as they are now. @throws {Fatal} where there are none, saying why. */
  rules(): readonly TopicRule[];
  token: string;
  /** Posts that may be delivered a day. */
  perDay: number;
  /** Posts that may be delivered an hour; absent: a tenth of those of a day. */
  perHour?: number | undefined;
  /** Whether the plan has a backfill of five minutes. */
  backfill?: boolean;
  /** Address of the API; absent: X's own. */
  url?: string;
}

/**
 * Posts that match the rules of followed topics, as X streams them, tagged with each that they match. Rules follow their topics while
 * the stream goes on. Every post costs, so a day has a budget, of which an hour gets a tenth, spread evenly over it; the cursor
 * holds what was spent. Without a plan that has backfill, a break is a gap.
 */
export function createX(
  { topics, rules, token, perDay, perHour, backfill = false, url: base = "https://api.x.com" }: XOptions,
): Adapter {
  if (token === "") {
    throw new Fatal(
      "Cannot follow X: set X_BEARER_TOKEN to the token of an app (developer.x.com); X charges for posts",
    );
  }
  if (topics.length === 0) {
    throw new Fatal("Cannot follow X: name followed topics, as in --source x=climate,storm");
  }
  const url = new URL("/2/tweets/search/stream", base);
  const guard = { hosts: [url.host], plain: base.startsWith("http:") };
  const headers = { authorization: `Bearer ${token}` };
  const budget = { perDay, perHour };
  const place = { url: new URL("/2/tweets/search/stream/rules", base), guard, headers };
  return {
    stream: streamName("x", topics.join(",")),
    decoder: xV2,
    secrets: [token],
    keepsCap: true,
    price: priceOf(rules(), perDay),
    async *read(cursor, tools, signal) {
      let { spent, heardAt } = toCursor(cursor, tools.now());
      failWhenSpent(budget, spent, tools.now());
      await using kept = await followRules(rules, place, tools, signal);
      const question = { url: streamUrl(url, backfill ? heardAt : undefined, tools.now()), guard, headers };
      if (heardAt !== undefined && !question.url.searchParams.has("backfill_minutes")) {
        tools.gap({ fromMs: heardAt, toMs: tools.now(), reason: "X does not give what came during a break" });
      }
      const open = (open: AbortSignal) => openLines(question, tools, open);
      try {
        for await (const items of inBatches(open, batches, AbortSignal.any([signal, kept.failed]))) {
          spent = spend(spentAt({ ...spent }, tools.now()), items.filter(isDelivered).length);
          heardAt = tools.now();
          yield { items: items.filter((item) => !isNotice(item)), cursor: { ...spent, heardAt } };
          for (const item of items) if (isNotice(item)) throw problemIn(item.document);
          failWhenSpent(budget, spent, tools.now());
        }
      } catch (error) {
        kept.failed.throwIfAborted();
        throw error;
      }
      kept.failed.throwIfAborted();
    },
    check: (tools, signal) => tryRules(rules(), place, tools, signal),
    // Starting anew is no way to pay more.
    anew(cursor) {
      const { heardAt: _, ...spent } = isFields(cursor) ? cursor : {};
      return spent as Json;
    },
  };
}

function priceOf(rules: readonly TopicRule[], perDay: number): string {
  const asked = rules.map(({ topic, rule }) =>
    `${topic} by ${rule.length > maxShownChars ? `${rule.slice(0, maxShownChars)}…` : rule}`
  );
  return `X is asked for ${
    asked.join("; ")
  }. It charges for every post it delivers, up to X_DAILY_POSTS=${perDay} a day`;
}

function toCursor(cursor: Json | undefined, nowMs: number): { spent: Spent; heardAt: number | undefined } {
  const heardAt = isFields(cursor) ? cursor.heardAt : undefined;
  return { spent: spentAt(cursor, nowMs), heardAt: typeof heardAt === "number" ? heardAt : undefined };
}

function streamUrl(url: URL, heardAt: number | undefined, nowMs: number): URL {
  const full = new URL(url);
  for (const [name, value] of Object.entries(fields)) full.searchParams.set(name, value);
  const minutes = heardAt === undefined ? Infinity : Math.ceil((nowMs - heardAt) / minuteMs) + 1;
  if (minutes <= backfillMaxMinutes) full.searchParams.set("backfill_minutes", String(minutes));
  return full;
}

function failWhenSpent(budget: Budget, spent: Spent, nowMs: number): void {
  const { left, nextAt, what } = allowance(budget, spent);
  if (left > 0) return;
  const share = `the budget of this ${what}`.replace("this five", "these five");
  throw new Problem(
    "quota",
    `${share[0]!.toUpperCase()}${share.slice(1)} is spent (${budget.perDay} posts a day)`,
    nextAt - nowMs,
  );
}
