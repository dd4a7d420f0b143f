/** Posts by columns, so that the name of a column comes once and not with each post; null is what a post does not say. */
export interface PackedPosts {
  names: string[];
  values: unknown[][];
}

/** Packs posts; of what they do not say, nothing stands in them. */
export function packPosts(posts: Record<string, unknown>[]): PackedPosts {
  const names = [...new Set(posts.flatMap((post) => Object.keys(post)))];
  return { names, values: names.map((name) => posts.map((post) => post[name] ?? null)) };
}

/** The posts that were packed. */
export function unpackPosts({ names, values }: PackedPosts): Record<string, unknown>[] {
  const posts: Record<string, unknown>[] = Array.from({ length: values[0]?.length ?? 0 }, () => ({}));
  for (const [column, name] of names.entries()) {
    for (const [place, value] of values[column]!.entries()) if (value !== null) posts[place]![name] = value;
  }
  return posts;
}
