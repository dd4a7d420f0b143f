import type { Burst } from "./bursts.ts";
import { countDoomed } from "./changes.ts";
import { communities } from "./communities.ts";
import { minuteMs } from "./heads.ts";
import type { Plan } from "./plan.ts";
import { addSpan, type Span } from "./spans.ts";
import type { Mood } from "./voice.ts";

/** A planted burst as it is written down. Times are UTC milliseconds; `end` is exclusive and may lie ahead. */
export interface PlantedBurst {
  name: string;
  cause: string;
  /** Finds its posts, in the topic language. */
  query: string;
  kind: "burst" | "pump";
  community: string;
  mood: Mood;
  start: number;
  peak: number;
  end: number;
  /** How many of its posts have been laid down, redeliveries not counted. */
  extraPosts: number;
}

/** What has been planted in the minutes laid down so far, by planned arrival. Times are UTC milliseconds. */
export interface SampleTruth {
  seed: number;
  rate?: number;
  /** From the first minute to the end of the last; `spans` says which of them. */
  from: number;
  to: number;
  spans: { from: number; to: number }[];
  /** Distinct posts. */
  posts: number;
  /** Deliveries of a post that was delivered before. */
  redelivered: number;
  /** Of the posts, those dated minutes to hours before or after their arrival, so perhaps outside the spans. */
  late: number;
  future: number;
  /** What is said of posts: each kind once of a post, and never of one that a burst brought. */
  changes: PlantedChanges;
  bursts: PlantedBurst[];
}

/** How often each kind of change has been planted. */
export interface PlantedChanges {
  edit: number;
  /** Deletions after their post. */
  deletion: number;
  /** Deletions before their post. */
  early: number;
  /** Newer counters. */
  refresh: number;
  /** Authors who are taken down. */
  takedown: number;
  /** Posts of authors who are taken down in their hour. */
  byTakenDown: number;
}

/** Adds up what the minutes laid down hold. */
export class TruthTally {
  #spans: Span[] = [];
  #posts = 0;
  #redelivered = 0;
  #late = 0;
  #future = 0;
  readonly #changes: PlantedChanges = {
    edit: 0,
    deletion: 0,
    early: 0,
    refresh: 0,
    takedown: 0,
    byTakenDown: 0,
  };
  #bursts = new Map<string, { burst: Burst; count: number }>();

  constructor(readonly plan: Plan, laid: readonly Span[]) {
    for (const span of laid) this.add(span);
  }

  /** Adds minutes that were not added before. */
  add(span: Span): void {
    for (let minute = span.from; minute < span.to; minute++) {
      const layout = this.plan.layout(minute);
      const { size, again, late, future, bursts } = layout;
      this.#posts += size - again;
      this.#redelivered += again;
      this.#late += late;
      this.#future += future;
      for (const { kind } of [...this.plan.changes(minute).values()].flat()) this.#changes[kind]++;
      this.#changes.byTakenDown += countDoomed(this.plan, layout);
      for (const { burst, count } of bursts) {
        const known = this.#bursts.get(burst.id);
        if (known === undefined) this.#bursts.set(burst.id, { burst, count });
        else known.count += count;
      }
    }
    this.#spans = addSpan(this.#spans, span);
  }

  /** What is true by now. */
  truth(): SampleTruth {
    const { seed, rate } = this.plan;
    const spans = this.#spans.map(({ from, to }) => ({ from: from * minuteMs, to: to * minuteMs }));
    return {
      seed,
      ...rate === undefined ? {} : { rate },
      from: spans[0]?.from ?? 0,
      to: spans.at(-1)?.to ?? 0,
      spans,
      posts: this.#posts,
      redelivered: this.#redelivered,
      late: this.#late,
      future: this.#future,
      changes: { ...this.#changes },
      bursts: Array.from(this.#bursts.values(), describe).sort((a, b) => a.start - b.start),
    };
  }
}

function describe({ burst, count }: { burst: Burst; count: number }): PlantedBurst {
  const { kind, story, cause, query, start, peak, end } = burst;
  return {
    name: story.name,
    cause,
    query,
    kind,
    community: communities[burst.community]!.name,
    mood: story.mood,
    start: start * minuteMs,
    peak: peak * minuteMs,
    end: end * minuteMs,
    extraPosts: count,
  };
}
