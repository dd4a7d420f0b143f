import assert from "node:assert/strict";
import fc from "fast-check";
import { QueryLate } from "../../analysis/store/reads.ts";
import { postLine, withBench } from "../../analysis/land/landing_harness.ts";
import type { MoodsOf, PhraseRule } from "../../analysis/topics/phrase_rules.ts";
import type { BindScope } from "../page/bind_cell.ts";
import { checkPage } from "../page/check_page.ts";
import type { SqlCell } from "../page/page.ts";
import { parsePage } from "../page/parse_page.ts";
import { topics } from "../topics.ts";
import type { Job, Outcome } from "./jobs.ts";
import { prepareCell } from "./run_cell.ts";
import { bindToPosts, shareByTopic } from "./topic_posts.ts";
import { bindToRows, groupByTopic } from "./topic_rows.ts";

const at = Date.UTC(2026, 0, 1, 12);
const span = { from: at, asOf: at + 30 * 60_000, bucketMs: 60_000 };
const limits = { deadlineMs: 30_000, maxRows: 5000 };
const words = ["rain", "sun", "storm", "mild", "day"];

const cells = (and = "") =>
  parsePage(
    "p",
    `---\nparams:\n  topic: { type: topic }\n---\n` + [
      "select count(*) as n, count(mood) as judged from posts where ${here}",
      "select time_bucket(${bucket}, created_at) as start, count(*) as posts from Posts where ${topic} group by all order by 1",
      "select term, count(*) as n from (select unnest(terms) as term from posts p where ${here}) group by all order by 1",
      "with few as (select id, norm from posts) select id from posts where ${topic} and id in (select id from few) order by id",
      "select posts.id, 'posts' as what, (select count(*) from posts) as posts from posts where not ${topic} order by 1",
      // The posts of the topic in the window are all that matter to these.
      "select mood, count(*) filter (${topic}) as posts, max(p.text) from posts p where ${here} group by all order by posts",
      "with h as (select id, created_at as t from posts where ${here}) select id, t, (select max(id) from posts where ${here}) as top from h order by 1",
      // To these not: outside of it, or whole rows of all columns would show.
      "select id from posts where ${here} or id = '3' order by 1",
      "select posts from posts where ${here} order by posts.id",
      "select id, (select max(id) from posts where ${here}) from posts where ${here} order by 1",
      "select #2 from posts where ${here} order by 1",
      "select x from posts as p(x) where ${topic} order by 1",
      // These must stay as they are: rows could not stand for the topic, or would show.
      "select * exclude (landed_at) from posts where ${topic} order by all",
      "with p as (select upper(norm) as norm, id from posts) select id from p where ${topic} order by id",
      "select a.id from posts a, (select id as other, mood as m from posts) b where ${topic} and a.id = other order by all",
      "select (select count(id) from (select upper(norm) as norm, id from posts) x where ${topic}) as n from posts order by all",
    ].map((sql, i) => `\n\`\`\`sql c${i}${and}\n${sql}\n\`\`\`\n`).join(""),
  );

const query = fc.oneof(
  fc.constantFrom(...words),
  fc.tuple(fc.constantFrom(...words), fc.constantFrom(...words), fc.constantFrom(" ", " OR ", " -"))
    .map(([a, b, join]) => `${a}${join}${b}`),
);

const ruleList = fc.uniqueArray(
  fc.record<PhraseRule>({
    phrase: fc.constantFrom(...words, "rain sun", "sun rain rain"),
    mood: fc.constantFrom(-1, 0, 1),
  }),
  { maxLength: 3, selector: ({ phrase }) => phrase },
);

Deno.test("queries over the rows of a topic give the same as over its predicate", () =>
  withBench(async ({ store, land }) => {
    await land(Array.from({ length: 200 }, (_, i) =>
      postLine({
        id: String(i),
        text: [words[i % 5], words[i % 3], words[(i * 7) % 4]].join(" "),
        createdAt: at + i * 20_000 - 600_000,
      })));
    const page = cells();
    await checkPage(page, store.reads, topics);
    const sql = page.cells.filter((cell): cell is SqlCell => cell.kind === "sql");
    assert.deepEqual(sql.map(({ error }) => error), sql.map(() => undefined));
    const kinds = sql.map(({ reach }) =>
      reach!.columns !== null ? "posts" : reach!.rows !== null ? "rows" : "-"
    );
    const tables = new Set<string>();
    assert.deepEqual(kinds.join(" "), "posts rows posts rows rows posts posts rows - - rows rows - - - -");
    await fc.assert(
      fc.asyncProperty(
        query,
        ruleList,
        fc.constantFrom<MoodsOf>("corrected", "modelled"),
        async (topic, rules, moods) => {
          const scope: BindScope = {
            specs: page.params,
            values: { topic },
            span,
            writeTopic: topics.write,
            rules: [{ query: topic, version: 1, rules }],
            moods,
          };
          await using snapshot = await store.reads.snapshot(2, 0, 2);
          const jobs = sql.map((cell) => jobOf(cell, scope));
          const { shared: [shared], left } = shareByTopic(jobs);
          assert.deepEqual([shared!.jobs.length, left.length], [4, sql.length - 4]);
          const [found] = await snapshot.find([shared!.posts], limits);
          assert.ok(found !== null && !(found instanceof QueryLate));
          for (const job of shared!.jobs) {
            const kept = bindToPosts(job, found!);
            assert.deepEqual(
              await found!.query(kept.sql, kept.binds, limits),
              await snapshot.query(job.bound.sql, job.bound.binds, limits),
              `${topic}: ${kept.sql}`,
            );
          }
          const groups = groupByTopic(jobs);
          assert.equal(
            groups.map(({ rows, jobs }) => rows === null ? 0 : jobs.length).join(" "),
            "5 5 0 0 0 0 0 0",
          );
          for (const { rows, jobs } of groups) {
            if (rows === null) continue;
            tables.add(rows.table);
            await snapshot.use(async (lane) => {
              await lane.keep(rows.table, rows.bound.sql, rows.bound.binds, limits);
              for (const job of jobs) {
                const shared = bindToRows(job, rows.table);
                const plain = await lane.query(job.bound.sql, job.bound.binds, limits);
                assert.deepEqual(
                  await lane.query(shared.sql, shared.binds, limits),
                  plain,
                  `${topic}: ${shared.sql}`,
                );
              }
            });
          }
        },
      ),
      { numRuns: 30 },
    );
    const again = await store.reads.snapshot();
    const [table] = tables;
    await assert.rejects(again.query(`from ${table}`, [], limits), new RegExp(`${table} does not exist`));
    await again[Symbol.asyncDispose]();
  }));

Deno.test("an empty topic, and one that a single query asks for, are not worked out apart", () => {
  const page = cells();
  const [first, second] = page.cells as SqlCell[];
  for (const cell of [first!, second!]) {
    cell.reach = { views: ["posts"], windowed: false, rows: cell.parts, columns: null };
  }
  const group = (topic: string, ...of: SqlCell[]) =>
    groupByTopic(
      of.map((cell) =>
        jobOf(cell, {
          specs: page.params,
          values: { topic },
          span,
          writeTopic: topics.write,
          rules: [],
          moods: "corrected",
        })
      ),
    )
      .map(({ rows, jobs }) => [rows !== null, jobs.length]);
  assert.deepEqual(group("", first!, second!), [[false, 1], [false, 1]]);
  assert.deepEqual(group("rain", first!), [[false, 1]]);
  assert.deepEqual(group("rain", first!, second!), [[true, 2]]);
});

function jobOf(cell: SqlCell, scope: BindScope): Job {
  const prepared = prepareCell(cell, scope);
  if ("error" in prepared) throw new Error(JSON.stringify(prepared.error));
  const { key, bound } = prepared;
  const outcome = Promise.withResolvers<Outcome>();
  return {
    key,
    bound,
    cell,
    scope,
    reach: { views: [], window: null },
    moves: true,
    wanted: () => true,
    outcome,
  };
}
