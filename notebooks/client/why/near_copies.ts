import { correctablePost } from "../correct/correctable_post.ts";
import { element, setText } from "../dom.ts";
import { full } from "../words.ts";

/** Bits of 64 in which near copies differ at most; Manku, Jain and Das Sarma, "Detecting near-duplicates for web crawling", 2007. */
const maxDistance = 3;

/** A list of posts in which near copies of one stand folded below it. */
export interface FoldedPosts {
  readonly node: HTMLOListElement;
  /** How many posts it holds, folded ones too. */
  readonly count: number;
  add(posts: Record<string, unknown>[], words: string[]): void;
}

/** Makes such a list; posts tell by `near_duplicate` whether they are alike. */
export function foldedPosts(): FoldedPosts {
  const node = element("ol", { class: "gs-posts" }) as HTMLOListElement;
  const originals: { hash: bigint; fold(item: HTMLElement): void }[] = [];
  let count = 0;
  return {
    node,
    get count() {
      return count;
    },
    add(posts, words) {
      count += posts.length;
      for (const post of posts) {
        const item = correctablePost(post, words);
        const hash = hashOf(post);
        const original = hash === null
          ? undefined
          : originals.find((known) => distance(known.hash, hash) <= maxDistance);
        if (original !== undefined) original.fold(item);
        else {
          node.append(item);
          if (hash !== null) originals.push({ hash, fold: folding(item) });
        }
      }
    },
  };
}

/** In how many bits two hashes differ. */
export function distance(one: bigint, other: bigint): number {
  let bits = 0;
  for (let left = one ^ other; left > 0n; left &= left - 1n) bits++;
  return bits;
}

function hashOf(post: Record<string, unknown>): bigint | null {
  const hash = String(post["near_duplicate"] ?? "");
  return /^\d{1,20}$/.test(hash) ? BigInt(hash) : null;
}

function folding(original: HTMLElement): (item: HTMLElement) => void {
  const summary = element("summary", {});
  const copies = element("ol", { class: "gs-posts" });
  const details = element("details", { class: "gs-copies" }, summary, copies);
  return (item) => {
    copies.append(item);
    setText(
      summary,
      copies.children.length === 1 ? "1 near copy" : `${full(copies.children.length)} near copies`,
    );
    if (details.parentNode === null) original.lastElementChild!.append(details);
  };
}
