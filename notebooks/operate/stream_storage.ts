import type { Reads } from "../../analysis/store/reads.ts";
import type { Storage } from "./stream_desk.ts";

const limits = { deadlineMs: 5000, maxRows: 10_000 };
/** Pages ask every second or so. */
const keepMs = 3000;

/** What each stream takes of a database of `databaseBytes()`; counted every 3 s at most, and what was last counted meanwhile. */
export function createStreamStorage(
  reads: Pick<Reads, "snapshot">,
  databaseBytes: () => Promise<number>,
  now: () => number,
): () => Promise<ReadonlyMap<string, Storage>> {
  let last: ReadonlyMap<string, Storage> | undefined;
  let counting: Promise<ReadonlyMap<string, Storage>> | undefined;
  let countedAt = -Infinity;
  return async () => {
    if (counting === undefined && now() - countedAt >= keepMs) {
      counting = count(reads, databaseBytes)
        // A busy database says so on the page of the pipeline; here states matter more.
        .then((counted) => last = counted, () => last ?? new Map())
        .finally(() => {
          countedAt = now();
          counting = undefined;
        });
    }
    return last ?? await counting ?? new Map();
  };
}

async function count(
  reads: Pick<Reads, "snapshot">,
  databaseBytes: () => Promise<number>,
): Promise<ReadonlyMap<string, Storage>> {
  await using snapshot = await reads.snapshot();
  const { values: [streams = [], posts = []], rows } = await snapshot.query(
    "select stream, count(*) as posts from posts group by stream",
    [],
    limits,
  );
  const all = posts.reduce<number>((sum, of) => sum + Number(of), 0);
  const perPost = all === 0 ? 0 : await databaseBytes() / all;
  return new Map(Array.from({ length: rows }, (_, row) => {
    const of = Number(posts[row]);
    return [String(streams[row]), { posts: of, bytes: Math.round(of * perPost) }];
  }));
}
