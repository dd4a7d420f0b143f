import type { Reads } from "../../analysis/store/reads.ts";
import type { Storage } from "./stream_desk.ts";

const limits = { deadlineMs: 5000, maxRows: 10_000 };
/** Pages ask every second or so. */
const keepMs = 3000;

/** What each stream takes of a database of `databaseBytes()`; counted every 3 s at most. */
export function createStreamStorage(
  reads: Pick<Reads, "snapshot">,
  databaseBytes: () => Promise<number>,
  now: () => number,
): () => Promise<ReadonlyMap<string, Storage>> {
  let kept: { at: number; counted: Promise<ReadonlyMap<string, Storage>> } | undefined;
  return () => {
    if (kept === undefined || now() - kept.at >= keepMs) {
      const counted = count(reads, databaseBytes);
      counted.catch(() => kept = undefined);
      kept = { at: now(), counted };
    }
    return kept.counted;
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
