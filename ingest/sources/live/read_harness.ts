import type { Json, Source } from "../source.ts";

/** What a source has handed over until a test had enough. */
export interface Read {
  /** Ids of posts and their edits, in the order of arrival. */
  ids: string[];
  /** Reasons of dead letters. */
  dead: string[];
  lines: string[];
  cursor: Json | undefined;
}

const deadlineMs = 60_000;

/** Reads from a source until `enough` says so, as a stream does: each delivery is acknowledged before the next. */
export async function readUntil(
  source: Source,
  enough: (read: Read) => boolean,
  cursor?: Json,
): Promise<Read> {
  const read: Read = { ids: [], dead: [], lines: [], cursor };
  const stop = new AbortController();
  let done = false;
  const look = () => {
    done ||= enough(read);
    if (done) stop.abort();
  };
  // The condition may come true without a delivery, by a state.
  const looking = setInterval(look, 5);
  const timer = setTimeout(() => stop.abort(), deadlineMs);
  try {
    for await (const delivery of source.open(cursor, stop.signal)) {
      for (const { line } of delivery.records) take(line, read);
      read.cursor = delivery.cursor;
      look();
      if (stop.signal.aborted) break;
    }
  } finally {
    clearInterval(looking);
    clearTimeout(timer);
  }
  if (!done) {
    throw new Error(`Not enough after ${deadlineMs} ms: ${read.ids.length} posts, ${read.dead.length} dead`);
  }
  return read;
}

function take(line: string, read: Read): void {
  read.lines.push(line);
  const envelope = JSON.parse(line);
  if (envelope.t === "post" || envelope.t === "edit") read.ids.push(envelope.id);
  if (envelope.t === "dead") read.dead.push(envelope.reason);
}
