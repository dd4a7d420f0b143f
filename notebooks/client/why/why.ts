/** What narrows a cell's posts to those of one mark: times are UTC milliseconds, null is "the post does not have it", `*` any known number. */
export type WhyKey = Record<string, string | number | null>;

/** Where a number leads: the posts of a cell's filter (`${here}`), narrowed by a key. */
export interface Why {
  cell: string;
  key: WhyKey;
  /** The number is a share: these posts among those of a known mood. */
  share?: true;
}

/** What bubbles from a mark that was chosen. */
export const whyEvent = "gs-why";

/**
 * The posts behind a number of a page: all of a cell's, or those of a key. A number row takes it as `why`:
 * `{label: "Negative", value, scale, why: why("totals", {mood: -1}, {share: true})}`.
 */
export function why(cell: string, key: WhyKey = {}, { share = false }: { share?: boolean } = {}): Why {
  return share ? { cell, key, share } : { cell, key };
}

/** Opens the posts behind a mark; focus comes back to `mark` when they are closed. */
export function openWhy(mark: HTMLElement, why: Why): void {
  mark.dispatchEvent(new CustomEvent(whyEvent, { bubbles: true, detail: why }));
}
