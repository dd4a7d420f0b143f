import type { Landed, Moment } from "../../analysis/store/reads.ts";
import type { Page } from "../page/page.ts";
import type { PageTime } from "../page/page_time.ts";
import type { ParamValues } from "../page/param_values.ts";
import type { Span } from "../page/span.ts";
import type { Changed, ResultStamp } from "./protocol.ts";
import type { Viewer } from "./viewer.ts";

/** A page with the values that it is looked at with. */
export interface Watched {
  page: Page;
  values: ParamValues;
  time: PageTime;
}

/** An encoded result and the moment it is of. */
export interface StampedBody {
  body: string;
  of: ResultStamp;
}

/** What a view shows: results by the name of their cell, most of them of its moment. */
export interface Shown {
  moment: Moment;
  span: Span;
  changed: Changed | null;
  /** When it was worked out, by the hub's clock. */
  at: number;
  results: Map<string, StampedBody>;
}

/** When a cell that is too slow for ticks is worked out next, milliseconds of a clock that nobody sets, and whether something new is to be seen. */
export interface SlowCell {
  nextAt: number;
  due: boolean;
}

/** What equal tabs look at; it is worked out once for all of them. */
export class View implements Watched {
  readonly viewers = new Set<Viewer>();
  /** Its slow cells by name. */
  readonly slow = new Map<string, SlowCell>();
  shown: Shown | null = null;
  /** True while something has landed that it does not show. */
  due = false;
  /** When its next live update may come, milliseconds of a clock that nobody sets. */
  nextAt = 0;

  constructor(readonly page: Page, readonly values: ParamValues, readonly time: PageTime) {}

  /** True while somebody waits for it or looks at it. */
  get wanted(): boolean {
    return [...this.viewers].some((viewer) => viewer.asked || viewer.visible);
  }

  /** Whether a landing, or (null) the next minute, can change what it shows: a rerun stands still unless posts land in its window. */
  concernedBy(landed: Landed | null): boolean {
    if (this.time.asOf === null || this.shown === null) return true;
    const { span, moment } = this.shown;
    // A window that holds the oldest post reaches back to any older one.
    const from = moment.oldest === null || span.from <= moment.oldest ? -Infinity : span.from;
    return landed !== null && landed.minCreatedAt < span.asOf && landed.maxCreatedAt >= from;
  }
}

/** What tells views apart. */
export function viewKey({ page, values, time }: Watched): string {
  return JSON.stringify([page.name, page.hash, values, time]);
}
