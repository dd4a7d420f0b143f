import assert from "node:assert/strict";
import { Hono } from "hono";
import { openStore, type Store } from "../../analysis/store/store.ts";
import { createAskCell } from "../live/ask_cell.ts";
import { checkPage } from "../page/check_page.ts";
import { parsePage } from "../page/parse_page.ts";
import { topics } from "../topics.ts";
import type { PostsBehind } from "./posts_behind.ts";
import { addWhyRoutes } from "./routes.ts";

/** When the posts begin. */
export const start = Date.UTC(2026, 0, 1);
/** A minute in milliseconds. */
export const minuteMs = 60_000;
const now = () => start + 24 * 60 * minuteMs;

const file = `---
params:
  topic: { type: topic }
  window: { type: interval, default: 1h }
  moods: { type: moods }
---

\`\`\`sql series key=start
select time_bucket(\${bucket}, created_at) as start, count(*) as posts, count_if(mood = -1) as negative
from posts where \${here} group by all order by start
\`\`\`

\`\`\`sql angry key=source,author_id and="mood = -1"
select source, author_id, count(*) as posts from posts where \${here} group by all order by all
\`\`\`

\`\`\`sql terms key=term
select term, count(*) as posts from (select unnest(terms) as term from posts where \${here}) group by all order by all
\`\`\`

\`\`\`sql minutes_only
select count(*) as n from minutes
\`\`\`
`;

/** The posts of a page and the addresses that say what is behind its numbers. */
export interface Bench {
  store: Store;
  get(path: string): Promise<{ status: number; text: string; type: string | null }>;
  posts(cell: string, query?: string): Promise<PostsBehind>;
  rows(cell: string, query?: string): Promise<Record<string, unknown>[]>;
}

/** Runs a test over 120 posts, two a minute, and the addresses of one page. */
export async function withWhy(run: (bench: Bench) => Promise<void>): Promise<void> {
  const dataDir = await Deno.makeTempDir();
  try {
    await using store = await openStore(dataDir, now);
    await land(store, 1, 0, 120);
    const page = parsePage("p", file);
    await checkPage(page, store.reads, topics);
    assert.deepEqual(page.cells.map((cell) => cell.kind === "sql" && cell.error), [
      undefined,
      undefined,
      undefined,
      undefined,
    ]);
    const app = new Hono();
    addWhyRoutes(app, {
      page: (name) => name === "p" ? page : undefined,
      reads: store.reads,
      checkTopic: topics.check,
      writeTopic: topics.write,
      now,
    });
    const askCell = createAskCell({ reads: store.reads, topics, now });
    const get = async (path: string) => {
      const response = await app.request(`/api/pages/p/cells/${path}`);
      return {
        status: response.status,
        text: await response.text(),
        type: response.headers.get("content-type"),
      };
    };
    await run({
      store,
      get,
      async posts(cell, query = "") {
        const { status, text } = await get(`${cell}/posts?${query}`);
        assert.equal(status, 200, text);
        return JSON.parse(text);
      },
      async rows(cell, query = "") {
        const answer = await askCell(page, cell, Object.fromEntries(new URLSearchParams(query)));
        if (answer.kind !== "result") throw new Error(JSON.stringify(answer));
        const { names, values, rows } = answer.result;
        return Array.from(
          { length: rows },
          (_, row) => Object.fromEntries(names.map((name, column) => [name, values[column]![row]])),
        );
      },
    });
  } finally {
    await Deno.remove(dataDir, { recursive: true });
  }
}

/** Lands posts, two a minute, as one landing. */
export async function land(store: Store, landing: number, from: number, to: number): Promise<void> {
  await store.writer.exec(`
    insert into base.posts (source, id, revision, stream, created_at, received_at, landed_at, landing, author_id, text,
        norm, tokens, terms, hashtags, mentions, links, cashtags, mood, sentiment_model, truncated, row_no)
      select if(i % 3 = 0, 'x', 'reddit'), i::varchar, 0, 's', epoch_ms(${start} + (i % 120) // 2 * ${minuteMs} + 500),
        '2026-01-01', '2026-01-01', ${landing}, if(i % 5 = 0, null, 'a' || i % 4), '=rain, "' || i || '"',
        if(i % 2 = 0, ' rain ', ' sun '), 1, if(i % 2 = 0, 'rain' || chr(31) || 'wet', 'sun'), [], [], [], [],
        if(i % 7 = 0, null, i % 3 - 1), if(i % 7 = 0, null, 'lexicon ' || (1 + i % 4)), false, i
      from range(${from}, ${to}) t(i);
    insert or replace into base.sources values ('x', ${to}, epoch_ms(${start}), epoch_ms(${
    start + 59 * minuteMs + 500
  }), false);
    insert into base.landings (landing, landed_at, posts, duplicates, dead) values (${landing}, '2026-01-01', ${
    to - from
  }, 0, 0);`);
}
