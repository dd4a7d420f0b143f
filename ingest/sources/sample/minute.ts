import { authorOf } from "./author.ts";
import { communities } from "./communities.ts";
import { arrivalAt, type Head, headAt, minuteMs, placeAt } from "./heads.ts";
import { blockMinutes, type Layout } from "./layout.ts";
import { names } from "./names.ts";
import type { Plan } from "./plan.ts";
import { Draw, keyOf } from "./random.ts";
import type { Candidate } from "../source.ts";
import type { Mood } from "./voice.ts";
import { wordsOf } from "./words.ts";

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
}

/** All that arrives in a minute, in order; `minuteStartMs` is UTC. */
export function simulateMinute(plan: Plan, minuteStartMs: number): SimulatedPost[] {
  const layout = plan.layout(Math.floor(minuteStartMs / minuteMs));
  return Array.from({ length: layout.size }, (_, index) => simulatePost(plan, layout, index));
}

/** What arrives at `index` of a minute. */
export function simulatePost(plan: Plan, layout: Layout, index: number): SimulatedPost {
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

function toPost(plan: Plan, head: Head, kind: SimulatedPost["kind"], at: number): SimulatedPost {
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
