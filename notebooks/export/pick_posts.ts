import type { SavedFilter } from "./saved.ts";

/** Posts of the sample that a report holds at most, and of one view. */
const maxPosts = 1500;
const maxPostsOfView = 250;

/**
 * Chooses which posts of the groups of all views are kept, as row numbers: each group's newest before any group's second, so that
 * no group goes without as long as there is room.
 */
export function pickPosts(views: SavedFilter[][]): number[] {
  const room = Math.min(maxPostsOfView, Math.floor(maxPosts / Math.max(1, views.length)));
  const picked = new Set<number>();
  for (const filters of views) {
    const groups = filters.flatMap(({ groups }) => Object.values(groups).map(({ posts }) => posts));
    const most = Math.max(0, ...groups.map(({ length }) => length));
    const mine = new Set<number>();
    for (let nth = 0; nth < most; nth++) {
      for (const posts of groups) {
        if (mine.size >= room) break;
        const row = posts[nth];
        if (row !== undefined) mine.add(row);
      }
    }
    for (const row of mine) picked.add(row);
  }
  return [...picked].sort((a, b) => a - b);
}
