import type { Log } from "../../ingest/log/log.ts";
import { encodePost } from "../../ingest/post.ts";

const everyMs = 100;
const words =
  "rain sun storm cloud wind snow love game music night day work team goal food city road bus train tea"
    .split(" ");
const fillers = "the a and so now very not just really again today here we they you with about from over"
  .split(" ");

/** When the n-th post was written, UTC milliseconds; without one, a second before it is received. */
export type WrittenAt = (n: number) => number;

/** Appends made posts to a log at an even pace, as sources do, until disposed. */
export function startPosting(log: Log, postsPerSecond: number, writtenAt?: WrittenAt): Disposable {
  let n = 0;
  let due = 0;
  let appending: Promise<void> = Promise.resolve();
  const timer = setInterval(() => {
    due += postsPerSecond * everyMs / 1000;
    const posts = Array.from({ length: Math.floor(due) }, () => postOf(n++, writtenAt));
    due -= posts.length;
    appending = appending.then(() => log.append("posts", posts));
  }, everyMs);
  return { [Symbol.dispose]: () => clearInterval(timer) };
}

/** The n-th of ten topics that posts are about. */
export function topicOf(n: number): string {
  return words[n % 10]!;
}

function postOf(n: number, writtenAt?: WrittenAt): { key: string; line: string } {
  const now = Date.now();
  const id = `bench-${n}`;
  const text = Array.from({ length: 14 }, (_, i) => pick(i % 3 === 0 ? words : fillers, n * 31 + i * 17))
    .join(" ");
  const line = encodePost({
    source: "bench",
    id,
    revision: 0,
    stream: "bench",
    createdAt: writtenAt?.(n) ?? now - 1000,
    receivedAt: now,
    author: `author ${n % 5000}`,
    authorId: String(n % 5000),
    text,
  }, "stable");
  return { key: id, line };
}

function pick(list: string[], seed: number): string {
  return list[(seed * 2_654_435_761 >>> 7) % list.length]!;
}
