import { Fatal } from "../base/errors.ts";
import { readLines } from "../base/read_lines.ts";
import { isFields } from "./fields.ts";
import type { Adapter, RawItem, Tools } from "./live/adapter.ts";
import { inBatches } from "./live/in_batches.ts";
import { openStream } from "./live/open_stream.ts";
import { Problem } from "./live/problem.ts";
import { streamName } from "./live/stream_name.ts";
import type { Json } from "./source.ts";
import { xV2 } from "./x.ts";
import { allowance, type Budget, spend, type Spent, spentAt } from "./x_budget.ts";
import { keepRule, problemIn, tryRule } from "./x_rules.ts";

const backfillMaxMinutes = 5;
const minuteMs = 60_000;
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
  /** A rule in X's own language. */
  rule?: string;
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
 * Posts that match a rule, as X streams them. Every post costs, so a day has a budget, of which an hour gets a tenth,
 * spread evenly over it; the cursor holds what was spent. Without a plan that has backfill, a break is a gap.
 */
export function createX(
  { rule, token, perDay, perHour, backfill = false, url: base = "https://api.x.com" }: XOptions,
): Adapter {
  if (token === "") {
    throw new Fatal(
      "Cannot follow X: set X_BEARER_TOKEN to the token of an app (developer.x.com); X charges for posts",
    );
  }
  if (rule === undefined || rule.length > 512) {
    throw new Fatal(
      'Cannot follow X: say which posts by a rule of X, as in --source x="climate lang:en -is:retweet"',
    );
  }
  const url = new URL("/2/tweets/search/stream", base);
  const guard = { hosts: [url.host], plain: base.startsWith("http:") };
  const headers = { authorization: `Bearer ${token}` };
  const budget = { perDay, perHour };
  const rules = { url: new URL("/2/tweets/search/stream/rules", base), guard, headers };
  return {
    stream: streamName("x", rule),
    decoder: xV2,
    secrets: [token],
    keepsCap: true,
    async *read(cursor, tools, signal) {
      let { spent, heardAt } = toCursor(cursor, tools.now());
      failWhenSpent(budget, spent, tools.now());
      await keepRule(rule, rules, tools, signal);
      const question = { url: streamUrl(url, backfill ? heardAt : undefined, tools.now()), guard, headers };
      if (heardAt !== undefined && !question.url.searchParams.has("backfill_minutes")) {
        tools.gap({ fromMs: heardAt, toMs: tools.now(), reason: "X does not give what came during a break" });
      }
      const open = (open: AbortSignal) => openLines(question, tools, open);
      for await (const lines of inBatches(open, batches, signal)) {
        const items = lines.map(toItem);
        spent = spend(spentAt({ ...spent }, tools.now()), items.filter(isDelivered).length);
        heardAt = tools.now();
        yield { items: items.filter((item) => !isNotice(item)), cursor: { ...spent, heardAt } };
        for (const item of items) if (isNotice(item)) throw problemIn(item.document);
        failWhenSpent(budget, spent, tools.now());
      }
    },
    check: (tools, signal) => tryRule(rule, rules, tools, signal),
    // Starting anew is no way to pay more.
    anew(cursor) {
      const { heardAt: _, ...spent } = isFields(cursor) ? cursor : {};
      return spent as Json;
    },
  };
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

// An empty line every 20 s says that it lives; half a line at a break comes again with the backfill, or never.
async function* openLines(
  question: Parameters<Tools["request"]>[0],
  tools: Tools,
  signal: AbortSignal,
): AsyncGenerator<string> {
  const { body } = await openStream(question, /json|text/i, tools, signal);
  const { eventBytes: maxBytes } = tools.limits;
  for await (const lines of readLines(body, { maxBytes, keepBytes: maxBytes })) {
    for (const { bytes, ended, whole } of lines) {
      const text = new TextDecoder().decode(bytes).trim();
      if (text !== "" && (ended || whole === undefined)) yield text;
    }
  }
}

function toItem(line: string): RawItem {
  const at = { raw: line, origin: "stream" };
  try {
    return { ...at, document: JSON.parse(line) };
  } catch {
    return { ...at, refusal: "is not JSON" };
  }
}

function isDelivered(item: RawItem): boolean {
  return "document" in item && isFields(item.document) && item.document.data !== undefined;
}

// Errors without a post say why the stream ends.
function isNotice(item: RawItem): item is RawItem & { document: unknown } {
  return "document" in item && isFields(item.document) && item.document.data === undefined &&
    Array.isArray(item.document.errors);
}
