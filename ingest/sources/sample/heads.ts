import { authorCount } from "./author.ts";
import type { Burst } from "./bursts.ts";
import { doomedOf, isDoomed } from "./doomed.ts";
import { communities } from "./communities.ts";
import { kindAt, type Layout } from "./layout.ts";
import type { Plan } from "./plan.ts";
import { Draw, keyOf } from "./random.ts";

/** A minute in milliseconds. */
export const minuteMs = 60_000;
const minAnswerMs = 4000;
const maxAnswerMs = 90 * minuteMs;
const maxLateMs = 360 * minuteMs;
const minAheadMs = 2 * minuteMs;
const maxAheadMs = 300 * minuteMs;
const answerShare = 0.25;
const repostShare = 0.06;
const burstRepostShare = 0.15;
const burstAnswerShare = 0.15;
/** How many arrivals back a post of a burst looks for another one to answer or repost. */
const burstReach = 24;
const pumpAuthors = 7;
/** A burst brings people of this many times the usual number. */
const burstCrowd = 3;

/** All of a post but its words. Times are UTC milliseconds. */
export interface Head {
  key: number;
  id: string;
  /** Planned arrival. */
  at: number;
  createdAt: number;
  kind: "fresh" | "late" | "future";
  burst?: Burst;
  /** Positions: of the community, of the author in it, of what the post is about. */
  community: number;
  author: number;
  subject: number;
  answers?: Head;
  /** The post that began the conversation. */
  root: string;
  reposts?: Head;
}

/** Planned arrival of the arrival at `index`: spread evenly over the minute, in order. */
export function arrivalAt(plan: Plan, layout: Layout, index: number): number {
  const jitter = (keyOf(plan.key, layout.minute, index, 3) % 1024) / 1024;
  return layout.minute * minuteMs + Math.floor((index + jitter) * minuteMs / layout.size);
}

/** The head of the post at `index` of a minute; undefined where an earlier post is delivered again. */
export function headAt(plan: Plan, layout: Layout, index: number): Head | undefined {
  const kind = kindAt(layout, index);
  if (kind === "again") return undefined;
  const key = keyOf(plan.key, layout.minute, index);
  const draw = new Draw(key);
  const at = arrivalAt(plan, layout, index);
  const doomed = isDoomed(plan, layout, index) ? doomedOf(plan, layout.minute) : undefined;
  const picked = typeof kind === "object" ? kind.community : pickCommunity(layout, draw);
  const community = doomed?.community ?? picked;
  const createdAt = kind === "late"
    ? at - Math.floor(draw.logUniform(minuteMs, maxLateMs))
    : kind === "future"
    ? at + Math.floor(draw.logUniform(minAheadMs, maxAheadMs))
    : at;
  // Out of its minute, the place alone would not make the id unique.
  const minute = createdAt === at ? "" : `${layout.minute.toString(36)}.`;
  const id = `${createdAt.toString(36)}-${plan.mark}${minute}${index.toString(36)}`;
  const head: Head = {
    key,
    id,
    at,
    createdAt,
    kind: kind === "late" || kind === "future" ? kind : "fresh",
    community,
    author: doomed?.author ?? pickAuthor(plan, community, draw),
    subject: draw.below(communities[community]!.voice.subjects.length),
    root: id,
  };
  if (typeof kind === "object") return joinBurst(plan, layout, index, kind, head, draw);
  return kind === "plain" && doomed === undefined ? joinConversation(plan, layout, index, head, draw) : head;
}

/** About the arrival planned at `at`: the layout of its minute and its place there. */
export function placeAt(plan: Plan, at: number): { layout: Layout; index: number } {
  const layout = plan.layout(Math.floor(at / minuteMs));
  const share = at / minuteMs - layout.minute;
  return { layout, index: Math.floor(share * layout.size) };
}

function joinConversation(plan: Plan, layout: Layout, index: number, head: Head, draw: Draw): Head {
  const turn = draw.unit();
  if (turn >= answerShare + repostShare) return head;
  const place = placeAt(plan, head.at - draw.logUniform(minAnswerMs, maxAnswerMs));
  // In a quiet minute that is the post itself.
  if (place.layout.size === 0 || (place.layout === layout && place.index >= index)) return head;
  const found = headAt(plan, place.layout, place.index);
  const earlier = found?.reposts ?? found;
  if (earlier === undefined || earlier.kind !== "fresh" || earlier.burst !== undefined) return head;
  const { community, subject, root } = earlier;
  const author = draw.below(authorCount(community, plan.crowd));
  if (turn < answerShare) return { ...head, community, author, subject, answers: earlier, root };
  if (earlier.answers !== undefined || communities[community]!.board) return head;
  return { ...head, community, author, subject, reposts: earlier };
}

function joinBurst(plan: Plan, layout: Layout, index: number, burst: Burst, head: Head, draw: Draw): Head {
  const count = authorCount(burst.community, plan.crowd);
  if (burst.kind === "pump") return { ...head, burst, author: count * burstCrowd + draw.below(pumpAuthors) };
  const joined = { ...head, burst, author: Math.floor(count * burstCrowd * draw.unit() ** 1.5) };
  const turn = draw.unit();
  if (turn >= burstAnswerShare + burstRepostShare) return joined;
  for (let place = index - 1; place >= Math.max(0, index - burstReach); place--) {
    if (kindAt(layout, place) !== burst) continue;
    const found = headAt(plan, layout, place)!;
    const earlier = found.reposts ?? found;
    if (turn < burstAnswerShare) return { ...joined, answers: earlier, root: earlier.root };
    return communities[burst.community]!.board ? joined : { ...joined, reposts: earlier };
  }
  return joined;
}

function pickCommunity(layout: Layout, draw: Draw): number {
  const at = draw.unit() * layout.rhythm.at(-1)!;
  let community = 0;
  while (layout.rhythm[community]! <= at) community++;
  return community;
}

// Few write much: the first percent of the authors writes a tenth of the posts.
function pickAuthor(plan: Plan, community: number, draw: Draw): number {
  return Math.floor(authorCount(community, plan.crowd) * draw.unit() ** 2);
}
