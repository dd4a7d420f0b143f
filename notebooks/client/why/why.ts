/** What narrows a cell's posts to those of one mark: times are UTC milliseconds, null is "the post does not have it", `*` any known number. */
export type WhyKey = Record<string, string | number | null>;

/**
 * What a number may say of its posts, other than how many they are: their share of those with a known mood or of the stream, how
 * many authors or communities they are by, how many came an hour, or how much of the window was followed.
 */
export const measures = ["share", "stream", "authors", "communities", "rate", "time"] as const;

/** One of `measures`. */
export type WhyMeasure = typeof measures[number];

/** Where a number leads: the posts of a cell's filter (`${here}`), narrowed by a key. */
export interface Why {
  cell: string;
  key: WhyKey;
  as?: WhyMeasure;
}

/** What bubbles from a mark that was chosen. */
export const whyEvent = "gs-why";

/**
 * The posts behind a number of a page: all of a cell's, or those of a key. A number row takes it as `why`:
 * `{label: "Negative", value, scale, why: why("totals", {mood: -1}, {as: "share"})}`.
 */
export function why(cell: string, key: WhyKey = {}, { as }: Pick<Why, "as"> = {}): Why {
  return as === undefined ? { cell, key } : { cell, key, as };
}

/** Opens the posts behind a mark; focus comes back to `mark` when they are closed. */
export function openWhy(mark: HTMLElement, why: Why): void {
  mark.dispatchEvent(new CustomEvent(whyEvent, { bubbles: true, detail: why }));
}
