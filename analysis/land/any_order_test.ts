import assert from "node:assert/strict";
import fc from "fast-check";
import { encodeCorrection } from "../../ingest/correction.ts";
import { encodeDeletion, encodeEngagement } from "../../ingest/post.ts";
import { landBatch } from "./land_batch.ts";
import { batchOf, postLine, withBench } from "./landing_harness.ts";
import { Offsets } from "./offsets.ts";
import { PartitionOffsets } from "./partition_offsets.ts";
import { recount } from "./recount.ts";

const hourMs = 3_600_000;
const at = Date.UTC(2026, 0, 1, 12);
const about = { stream: "test", receivedAt: at + hourMs };

Deno.test("tables are the same in any order, cut and repetition of arrival, and right at every commit", () =>
  fc.assert(
    fc.asyncProperty(
      fc.array(arrival, { minLength: 20, maxLength: 60 }),
      fc.infiniteStream(fc.nat()),
      async (arrivals, chance) => {
        const random = (below: number) => chance.next().value! % below;
        const orderly = await landAll([arrivals.filter(isFirst)].map((lines) => lines.toSorted()));
        assert.deepEqual(await landAll(cut(shuffle(arrivals, random), random)), orderly);
      },
    ),
    { numRuns: 12, endOnFailure: true },
  ));

/** Lands batches by turns on two partitions; the tables in the end, without what tells of the arrival itself. */
async function landAll(batches: string[][]): Promise<unknown> {
  return await withBench(async ({ store: { writer }, log, lander }) => {
    // Beside the one that the bench has.
    const partitions = [1, 2].map((partition) => new Offsets(log.id, log.place, "analysed", partition, 0n));
    const offsets = new PartitionOffsets(partitions, log, () => {});
    await writer.exec(
      `insert into base.offsets select '${log.id}', 'analysed', unnest([1, 2]), 0, '', '2026-01-01'`,
    );
    for (const [n, lines] of batches.entries()) {
      const partition = 1 + n % 2;
      const batch = {
        ...batchOf(offsets.next(partition), lines),
        topic: "analysed" as const,
        partition,
        others: [],
      };
      await landBatch(lander, offsets, batch, at);
      assert.deepEqual(await recount(writer), []);
    }
    return {
      posts: await writer.rows(
        `select * exclude (row_no, landing, changed_in, deleted_at), deleted_at is null as living
         from base.posts order by source, id`,
      ),
      minutes: (await writer.rows("from minutes order by all")).map((row) => ({
        ...row,
        polarity_sum: Number(row.polarity_sum).toFixed(6),
      })),
      sources: await writer.rows("from sources order by all"),
      engagement: await writer.rows("select * exclude (landing) from engagement order by all"),
      corrections: await writer.rows("select * exclude (landing) from base.corrections order by all"),
    };
  });
}

const id = fc.integer({ min: 0, max: 4 });
const source = fc.constantFrom("x", "rss");
const minute = fc.integer({ min: 0, max: 4 });

/** A line about one of a few posts. What is said of a version, of a deletion or of a reading is always the same. */
const arrival = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.tuple(source, id, fc.integer({ min: 0, max: 2 })).map(([source, id, revision]) =>
      postLine(
        {
          source,
          id: `${id}`,
          revision,
          text: `${["love", "hate", "table"][(id + revision) % 3]} #${id}v${revision}`,
          createdAt: at + (id * 37 % 5) * 20 * hourMs,
          authorId: `author ${id % 3}`,
          engagement: { likes: 10 * id + revision },
        },
        source === "rss" ? "unstable" : "stable",
      )
    ),
  },
  fc.tuple(source, id, fc.boolean()).map(([source, id, hinted]) =>
    encodeDeletion({
      ...about,
      source,
      scope: "post",
      key: `${id}`,
      at,
      ...hinted ? { createdAt: at + (id * 37 % 5) * 20 * hourMs } : {},
    })
  ),
  fc.tuple(source, id).map(([source, id]) =>
    encodeDeletion({ ...about, source, scope: "author", key: `author ${id % 3}`, at })
  ),
  {
    weight: 2,
    arbitrary: fc.tuple(source, id, minute, fc.nat(2)).map(([source, id, minute, likes]) =>
      encodeEngagement({ ...about, source, id: `${id}`, at: at + 50 * hourMs + minute * 60_000, likes })
    ),
  },
  {
    weight: 2,
    arbitrary: fc.tuple(source, id, minute, fc.constantFrom(-1, 0, 1, null), fc.boolean()).map((
      [source, id, minute, mood, hinted],
    ) =>
      encodeCorrection({
        entry: `${source} ${id} ${minute} ${mood} ${hinted}`,
        source,
        id: `${id}`,
        mood,
        by: "ann",
        at: at + 60 * hourMs + minute,
        ...hinted ? { createdAt: at + (id * 37 % 5) * 20 * hourMs } : {},
      })
    ),
  },
);

const isFirst = (line: string, i: number, lines: string[]) => lines.indexOf(line) === i;

function shuffle(lines: string[], random: (below: number) => number): string[] {
  const repeated = [...lines, ...lines.filter(() => random(4) === 0)];
  for (let i = repeated.length - 1; i > 0; i--) {
    const j = random(i + 1);
    [repeated[i], repeated[j]] = [repeated[j]!, repeated[i]!];
  }
  return repeated;
}

function cut(lines: string[], random: (below: number) => number): string[][] {
  const batches: string[][] = [];
  for (let from = 0; from < lines.length;) {
    const to = from + 1 + random(20);
    batches.push(lines.slice(from, to));
    from = to;
  }
  return batches;
}
