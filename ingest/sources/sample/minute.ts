import { authorOf } from "./author.ts";
import type { Change } from "./plan.ts";
import { communities } from "./communities.ts";
import { arrivalAt, type Head, headAt, minuteMs, placeAt } from "./heads.ts";
import { blockMinutes, type Layout } from "./layout.ts";
import { names } from "./names.ts";
import type { Plan } from "./plan.ts";
import { Draw, keyOf } from "./random.ts";
import type { Candidate, Decoded } from "../source.ts";
import type { Mood } from "./voice.ts";
import { wordsOf } from "./words.ts";

/** What an edit adds to a text. */
export const editNote = "[edited]";
const minAgainMs = 1000;
const maxAgainMs = 8 * minuteMs;

/** What arrives: a post for the first time or again, dated at its arrival, before or after it. */
export interface SimulatedPost {
  kind: "fresh" | "late" | "future" | "again";
  /** Planned arrival, UTC milliseconds. */
  at: number;
  mood: Mood;
  /** Id of the burst it belongs to. */
  burst?: string;
  /** The fields of a Post that the source itself knows. */
  post: Candidate;
  /** What is said of posts just before it and just after it. */
  before: Decoded[];
  after: Decoded[];
}

/** All that arrives in a minute, in order; `minuteStartMs` is UTC. */
export function simulateMinute(plan: Plan, minuteStartMs: number): SimulatedPost[] {
  const layout = plan.layout(Math.floor(minuteStartMs / minuteMs));
  return Array.from({ length: layout.size }, (_, index) => simulatePost(plan, layout, index));
}

/** What arrives at `index` of a minute. */
export function simulatePost(plan: Plan, layout: Layout, index: number): SimulatedPost {
  const changes = plan.changes(layout.minute).get(index) ?? [];
  const early = changes.filter(({ kind }) => kind === "early");
  const others = changes.filter(({ kind }) => kind !== "early");
  const write = (change: Change) => writeChange(plan, change);
  return { ...simulateArrival(plan, layout, index), before: early.map(write), after: others.map(write) };
}

type Arrived = Omit<SimulatedPost, "before" | "after">;

function simulateArrival(plan: Plan, layout: Layout, index: number): Arrived {
  const head = headAt(plan, layout, index);
  if (head !== undefined) return toPost(plan, head, head.kind, head.at);
  const at = arrivalAt(plan, layout, index);
  return toPost(plan, earlierHead(plan, layout, index, at), "again", at);
}

// A block opens with a minute without redeliveries, so what is found is of the block, or else (all but empty) older.
function earlierHead(plan: Plan, layout: Layout, index: number, at: number): Head {
  const oldest = layout.minute - layout.minute % blockMinutes;
  const delay = new Draw(keyOf(plan.key, layout.minute, index, 5)).logUniform(minAgainMs, maxAgainMs);
  let place = placeAt(plan, Math.max(oldest * minuteMs, at - delay));
  if (place.layout === layout && place.index >= index) place = { layout, index: index - 1 };
  for (;; place = lastOf(plan.layout(place.layout.minute - 1))) {
    for (let earlier = place.index; earlier >= 0; earlier--) {
      const head = headAt(plan, place.layout, earlier);
      if (head !== undefined) return head;
    }
  }
}

function lastOf(layout: Layout): { layout: Layout; index: number } {
  return { layout, index: layout.size - 1 };
}

function writeChange(plan: Plan, { kind, at, target, author }: Change): Decoded {
  if (target === undefined) {
    const { id } = authorOf(plan.seed, author!.community, author!.author);
    return { deletion: { scope: "author", key: id, at } };
  }
  const { id, createdAt } = target;
  if (kind === "deletion" || kind === "early") return { deletion: { scope: "post", key: id, at, createdAt } };
  const { post } = toPost(plan, target, "fresh", at);
  if (kind === "edit") return { post: { ...post, revision: 1, text: `${post.text} ${editNote}` } };
  const counters = Object.entries(post.engagement as Record<string, number>);
  return {
    engagement: {
      id,
      at,
      createdAt,
      ...Object.fromEntries(counters.map(([name, count]) => [name, count + 5])),
    },
  };
}

function toPost(plan: Plan, head: Head, kind: SimulatedPost["kind"], at: number): Arrived {
  const { name: community, board, voice } = communities[head.community]!;
  const author = authorOf(plan.seed, head.community, head.author);
  const { mood, title, text } = wordsOf(head, plan.seed);
  const draw = new Draw(keyOf(head.key, 2));
  const post: Candidate = {
    id: head.id,
    createdAt: head.createdAt,
    author: author.name,
    authorId: author.id,
    community,
    text,
    reach: author.reach,
  };
  if (title !== undefined) post.title = title;
  if (draw.chance(0.95)) post.lang = voice.lang;
  if (head.answers !== undefined) {
    post.replyTo = head.answers.id;
    post.threadId = head.root;
  }
  if (head.reposts !== undefined) post.repostOf = head.reposts.id;
  if (draw.chance(0.04)) post.place = draw.pick(names.town);
  if (author.automated) post.automated = true;
  const likes = Math.floor(author.reach ** 0.6 * draw.unit() ** 3);
  const replies = Math.floor(likes * 0.3 * draw.unit());
  post.engagement = board
    ? { score: 1 + likes - draw.below(3), replies }
    : { likes, replies, reposts: Math.floor(likes * 0.2 * draw.unit()) };
  return {
    kind,
    at,
    mood,
    ...head.burst === undefined ? {} : { burst: head.burst.id },
    post,
  };
}
