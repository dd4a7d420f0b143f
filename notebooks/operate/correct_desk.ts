import { parseTopic } from "../../analysis/topics/parse.ts";
import { rulePhrase } from "../../analysis/topics/phrase_rules.ts";
import { topicKey } from "../../analysis/topics/topic_key.ts";
import {
  type CorrectionEntry,
  countLandedEntries,
  type JudgedPost,
  listCorrections,
  listRuleEntries,
  type MeasuredMood,
  type Mood,
  type PostName,
  readJudgedPost,
  readMeasuredMoods,
  type RuleEntry,
} from "../../analysis/store/corrections.ts";
import { type DrawnPost, drawPosts, isOfTopic } from "../../analysis/store/draw_posts.ts";
import type { Reads } from "../../analysis/store/reads.ts";
import type { Correction, Rule } from "../../ingest/correction.ts";
import { Poison } from "../../ingest/base/errors.ts";
import type { Log, LogRecord } from "../../ingest/log/log.ts";

/** What the desk works with. */
export interface CorrectDeskDeps {
  reads: Pick<Reads, "snapshot">;
  log: Pick<Log, "append">;
  /** The log records of what is said. */
  encode(correction: Correction): LogRecord;
  encodeRule(rule: Rule): LogRecord;
  newEntry(): string;
  now(): number;
  /** How long to wait until what was sent has landed, milliseconds; 0 where nothing lands meanwhile. */
  waitMs: number;
}

/** A post with all that was said of its mood, the newest first. */
export interface CorrectedPost extends JudgedPost {
  entries: CorrectionEntry[];
}

/** Corrects moods of posts: what is sent goes by the log, and holds as it lands. */
export interface CorrectDesk {
  /** @throws {Poison} where there is no such post. */
  show(post: PostName): Promise<CorrectedPost>;
  /**
   * Says what mood a post is of, or (null) that it is as its model has it. @returns whether that has landed already.
   * @throws {Poison} where there is no such post.
   */
  correct(post: PostName, mood: Mood | null, by: string): Promise<{ landed: boolean }>;
  /** What was said of phrases in a topic, the oldest first; each is a version. @throws {Poison} for what is no topic. */
  rules(topic: string): Promise<RuleEntry[]>;
  /**
   * Says what mood the posts of a topic are of that hold a phrase, or (null) that it says nothing.
   * @returns whether that has landed already. @throws {Poison} for what is no topic or holds no word.
   */
  rule(topic: string, phrase: string, mood: Mood | null, by: string): Promise<{ landed: boolean }>;
  /** Draws posts to be judged without sight of their mood, to measure the model on a topic. @throws {Poison} for what is no topic. */
  draw(topic: string): Promise<DrawnPost[]>;
  /**
   * The same as `correct`, which also measures the model on a topic.
   * @throws {Poison} also where the post is of another topic, or no model has judged it.
   */
  judge(topic: string, post: PostName, mood: Mood, by: string): Promise<{ landed: boolean }>;
  /** What was measured of models on a topic. @throws {Poison} for what is no topic. */
  measured(topic: string): Promise<MeasuredMood[]>;
}

const lookEveryMs = 50;
/** Phrases that a topic has rules for at most: each is looked for in each of its posts. */
const maxRules = 64;

/** Posts of each mood that are drawn: of 12, all right, at least 76 % are with 95 % confidence. */
const drawnOfEach = 12;

/** A desk over a database and the log before it. */
export function createCorrectDesk(deps: CorrectDeskDeps): CorrectDesk {
  const { reads, log } = deps;
  const find = async (post: PostName) => {
    const found = await readJudgedPost(reads, post);
    if (found === undefined) throw new Poison(`No post "${post.id}" of "${post.source}"`);
    return found;
  };
  const send = async (entry: string, record: LogRecord) => {
    await log.append("posts", [record]);
    return { landed: await waitUntilLanded(deps, entry) };
  };
  return {
    show: async (post) => ({ ...await find(post), entries: await listCorrections(reads, post) }),
    async correct(post, mood, by) {
      const { createdAt } = await find(post);
      const entry = deps.newEntry();
      const { source, id } = post;
      return await send(entry, deps.encode({ entry, source, id, mood, by, at: deps.now(), createdAt }));
    },
    draw(topic) {
      keyOf(topic);
      return drawPosts(reads, topic, drawnOfEach);
    },
    async judge(query, post, mood, by) {
      const topic = keyOf(query);
      const { createdAt, modelMood, model } = await find(post);
      if (!await isOfTopic(reads, query, post)) throw new Poison(`Post "${post.id}" is not of this topic`);
      if (modelMood === null || model === null) throw new Poison(`No model has judged post "${post.id}"`);
      const entry = deps.newEntry();
      const measured = { topic, mood: modelMood, model };
      return await send(
        entry,
        deps.encode({ entry, ...post, mood, by, at: deps.now(), createdAt, measured }),
      );
    },
    measured: (topic) => readMeasuredMoods(reads, keyOf(topic)),
    rules: (topic) => listRuleEntries(reads, keyOf(topic)),
    async rule(query, text, mood, by) {
      const topic = keyOf(query);
      const phrase = rulePhrase(text);
      if (phrase === null) throw new Poison(`"${text}" holds no word`);
      const phrases = new Set((await listRuleEntries(reads, topic)).map(({ phrase }) => phrase));
      if (phrases.add(phrase).size > maxRules) {
        throw new Poison(`A topic has rules for ${maxRules} phrases at most`);
      }
      const entry = deps.newEntry();
      return await send(entry, deps.encodeRule({ entry, topic, query, phrase, mood, by, at: deps.now() }));
    },
  };
}

function keyOf(query: string): string {
  const topic = parseTopic(query);
  if (topic.kind === "all") throw new Poison("That is for one topic: give one");
  return topicKey(topic);
}

async function waitUntilLanded({ reads, waitMs, now }: CorrectDeskDeps, entry: string): Promise<boolean> {
  for (const end = now() + waitMs; now() < end;) {
    if (await countLandedEntries(reads, [entry]) === 1) return true;
    await new Promise((resolve) => setTimeout(resolve, lookEveryMs));
  }
  return false;
}
