import { csvLine } from "../csv.ts";
import { scopeOf } from "../live/scope.ts";
import { type PostPlace, stretchQuery } from "./posts_query.ts";
import { frozenAt, rowsOf, type WhyDeps } from "./posts_behind.ts";
import type { WhyRequest } from "./why_request.ts";

const stretch = 2000;
const columns = [
  "created_at",
  "source",
  "id",
  "revision",
  "mood",
  "emotion",
  "category",
  "lang",
  "text",
  "title",
  "author",
  "community",
  "url",
  "likes",
  "replies",
  "reposts",
  "score",
  "deleted_at",
];
const times = ["created_at", "deleted_at"];

/**
 * ALL posts behind a number as CSV, oldest first, read while they are taken: each stretch has a snapshot of its own, so a slow
 * reader holds none, and waits its turn; `landing` and `asOf` of the first keep all of them the same.
 */
export function postsCsv(
  request: WhyRequest,
  deps: WhyDeps & { inTurn<Result>(act: () => Promise<Result>): Promise<Result> },
): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  let after: PostPlace | null = null;
  let { time } = request;
  const readStretch = async () => {
    await using snapshot = await deps.reads.snapshot();
    const scope = scopeOf({ ...request, time }, snapshot, deps);
    const landing = frozenAt(time, snapshot.moment);
    time = { asOf: scope.span.asOf, landing };
    return await rowsOf(snapshot, stretchQuery(request, scope, landing, after, stretch));
  };
  return new ReadableStream({
    start: (controller) => controller.enqueue(encoder.encode(csvLine(columns))),
    async pull(controller) {
      const rows = await deps.inTurn(readStretch);
      if (rows.length > 0) controller.enqueue(encoder.encode(rows.map(writeRow).join("")));
      const last = rows.at(-1);
      if (last === undefined || rows.length < stretch) return controller.close();
      after = {
        createdAt: Number(last["created_at"]),
        source: String(last["source"]),
        id: String(last["id"]),
        revision: Number(last["revision"]),
      };
    },
  }, { highWaterMark: 0 });
}

function writeRow(row: Record<string, unknown>): string {
  const values = columns.map((name) =>
    times.includes(name) && row[name] !== null ? new Date(Number(row[name])).toISOString() : row[name]
  );
  return csvLine(values);
}
