import { join } from "node:path";
import { landBatch } from "../../analysis/land/land_batch.ts";
import { prepareLanding } from "../../analysis/land/lander.ts";
import { openOffsets } from "../../analysis/land/offsets.ts";
import { openStore } from "../../analysis/store/store.ts";
import { analyseLine } from "../../analysis/text/analyse_line.ts";
import { openEmbeddedLog } from "../../ingest/log/embedded.ts";
import { admitDocument } from "../../ingest/sources/door.ts";
import { xV1 } from "../../ingest/sources/x_v1.ts";
import { loopAnalysed, readStatuses } from "./looped_posts.ts";

const batchLines = 4000;

/** Lands recorded posts, each with an id and a time of its own, into a data folder that a server can then take over. */
export async function landPosts(dataDir: string, posts: number): Promise<void> {
  const nth = loopAnalysed(analysedLines());
  await using store = await openStore(dataDir);
  await using log = await openEmbeddedLog(join(dataDir, "log.sqlite"));
  const offsets = await openOffsets(store.writer, log, "posts", Date.now(), console.error);
  const lander = await prepareLanding(store.writer);
  for (let from = 0; from < posts; from += batchLines) {
    const lines = Array.from({ length: Math.min(batchLines, posts - from) }, (_, i) => nth(from + i));
    await log.append("posts", lines.map((line) => ({ key: "", line })));
    const batch = {
      topic: "posts" as const,
      partition: 0,
      from: BigInt(from),
      offsets: lines.map((_, i) => BigInt(from + i)),
      lines,
      next: BigInt(from + lines.length),
    };
    await landBatch(lander, offsets, batch, Date.now());
  }
}

/** The recorded statuses as lines of the log. */
export function logLines(): string[] {
  const arrival = { stream: "bench", origin: "bench", receivedAt: Date.now() };
  return readStatuses().flatMap((raw) => admitDocument(xV1, JSON.parse(raw), raw, arrival)).map(({ line }) =>
    line
  );
}

/** The recorded statuses as analysed lines. */
export function analysedLines(): string[] {
  return logLines().map((line) => analyseLine(line));
}
