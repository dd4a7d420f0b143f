import type { Columns, Snapshot } from "../../../analysis/store/reads.ts";
import { messageOf } from "../../../ingest/base/errors.ts";
import type { SavedReport } from "../../export/saved.ts";
import { scopeOf } from "../../live/scope.ts";
import { cellLimits, prepareCell, runCell } from "../../live/run_cell.ts";
import { keepRows } from "../../export/keep_rows.ts";
import type { CellBody } from "../../live/protocol.ts";
import type { ParamValues } from "../../page/param_values.ts";
import { topics } from "../../topics.ts";
import { type PostsRequest, readCellMakers, readPostsBehind } from "../../why/posts_behind.ts";
import { queryText, queryWords } from "../../why/query_words.ts";
import type { CellsModule, Results } from "../page_view.ts";
import type { AskWhy } from "../why/ask.ts";
import { createLocalLane } from "./local_lane.ts";
import { type Progress, startDuckdb } from "./start_duckdb.ts";

/** Answers from the data beside a report what its server would have answered. */
export interface Explorer {
  /** The results of the page's own queries for any values, at the moment of the report. */
  results(values: ParamValues): Promise<Results>;
  /** The posts behind the numbers of what the page shows. */
  ask(values: () => ParamValues): AskWhy;
  /** Runs any SQL. @throws {Poison} with DuckDB's message. */
  query(sql: string, maxRows: number): Promise<Columns>;
  /** Stops what runs now. */
  stop(): void;
}

/** What an explorer needs: the report and its page, where the files beside it are, and who hears how its start goes. */
export interface ExploreHome {
  page: CellsModule["page"];
  report: SavedReport;
  base: URL;
  say: Progress;
}

/** DuckDB starts with the first question. */
export function createExplorer({ page, report, base, say }: ExploreHome): Explorer {
  const { moment } = report;
  const { asOf, cells, rules } = report.explore!;
  const lane = createLocalLane(() => startDuckdb(base, say));
  const time = { asOf, landing: null };
  const now = () => asOf;
  const deps = { writeTopic: topics.write, now };
  const snapshot: Snapshot = {
    moment,
    rules,
    lost: false,
    query: lane.query,
    use: () => Promise.reject(new Error("tables cannot be kept here")),
    find: (wanted) => Promise.resolve(wanted.map(() => null)),
    [Symbol.asyncDispose]: () => Promise.resolve(),
  };
  const cellOf = (name: string) => cells?.find((cell) => cell.name === name);
  const answer = async <T>(name: string, act: (cell: NonNullable<typeof cells>[number]) => Promise<T>) => {
    const cell = cellOf(name);
    if (cell === undefined) return { problem: "The posts of this number are not beside this report." };
    try {
      return { value: await act(cell) };
    } catch (error) {
      return { problem: messageOf(error) };
    }
  };
  const readBehind = async (request: PostsRequest) => {
    const behind = await readPostsBehind(request, {
      ...deps,
      reads: { snapshot: () => Promise.resolve(snapshot) },
    });
    return { ...behind, posts: behind.posts.filter(({ id }) => id !== "") };
  };
  return {
    async results(values) {
      const scope = scopeOf({ page, values, time }, snapshot, deps);
      const bodies: Record<string, CellBody> = {};
      for (const cell of cells ?? []) {
        const job = prepareCell(cell, scope);
        const body = "error" in job ? job.error : await runCell(snapshot, cell, job.bound);
        bodies[cell.name] = "error" in body ? body : dropDeleted(body, cell.key);
      }
      say("Ready");
      return { type: "results", id: 0, moment, span: scope.span, changed: null, cells: bodies };
    },
    ask: (values) => ({
      posts: ({ cell, key }, _time, stretch) =>
        answer(cell, (cell) => readBehind({ page, cell, values: values(), time, key, ...stretch })),
      opinions: null,
      csvHref: () => null,
      query: (cell) =>
        answer(cell, async (cell) => {
          const scope = scopeOf({ page, values: values(), time }, snapshot, deps);
          const words = queryWords(queryText(cell), scope);
          const makers = await readCellMakers(cell, scope, snapshot);
          return { ...words, ...scope.span, landing: moment.landing, makers };
        }),
    }),
    query: (sql, maxRows) => lane.query(sql, [], { ...cellLimits, maxRows }),
    stop: lane.stop,
  };
}

// A deleted post has no id here: it counts in groups and stands in no list.
function dropDeleted(body: Columns, key: string[]): Columns {
  const ids = body.values[body.names.indexOf("id")];
  return key.includes("id") && ids !== undefined ? keepRows(body, (row) => ids[row] !== "") : body;
}
