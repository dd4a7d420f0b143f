import { messageOf } from "../../../ingest/base/errors.ts";
import { sqlError } from "../../page/sql_error.ts";
import { element, setText } from "../dom.ts";
import { full, plural } from "../words.ts";
import type { Explorer } from "./explorer.ts";
import { createResultTable } from "./result_table.ts";
import { showTables } from "./tables_list.ts";

const maxRows = 10_000;
const example = {
  posts: `select date_trunc('hour', created_at) as hour, source, count(*) as posts
from posts
group by all
order by hour, source`,
  minutes: `select source, sum(posts) as posts, sum(negative) as negative
from minutes
group by all
order by posts desc`,
};

/** Puts a field for SQL into the end of the page; DuckDB is fetched when it is first used. `status` says how that goes. */
export function mountSqlBox(
  place: HTMLElement,
  explorer: Explorer,
  hasPosts: boolean,
  status: HTMLElement,
): void {
  const field = element("textarea", {
    id: "explore-sql",
    rows: 6,
    spellcheck: "false",
    autocapitalize: "off",
    autocomplete: "off",
  }) as HTMLTextAreaElement;
  field.value = hasPosts ? example.posts : example.minutes;
  const result = createResultTable();
  const problem = element("div", { class: "gs-failed", role: "alert", hidden: true });
  const run = element("button", { type: "button", class: "gs-run", onclick: () => void ask() }, "Run");
  const stop = element(
    "button",
    { type: "button", class: "gs-link", hidden: true, onclick: () => explorer.stop() },
    "Stop",
  );
  let busy = false;
  const ask = async () => {
    const sql = field.value.trim().replace(/;\s*$/, "");
    if (busy || sql === "") return;
    busy = true;
    stop.hidden = false;
    run.disabled = true;
    problem.hidden = true;
    setText(status, "Running");
    const started = performance.now();
    try {
      const columns = await explorer.query(sql, maxRows);
      const took = ((performance.now() - started) / 1000).toFixed(2);
      result.show(columns);
      setText(
        status,
        columns.cut
          ? `First ${
            full(columns.rows)
          } rows; there are more. A limit or a group says which to show. ${took} s`
          : `${plural(columns.rows, "row")}, ${took} s`,
      );
    } catch (error) {
      setText(status, "");
      showProblem(problem, messageOf(error));
    } finally {
      busy = false;
      stop.hidden = true;
      run.disabled = false;
    }
  };
  field.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    void ask();
  });
  place.append(
    element(
      "div",
      { class: "gs-editor" },
      element("label", { for: field.id, class: "gs-editor-head" }, "SQL over the data beside this page"),
      field,
      element(
        "div",
        { class: "gs-editor-foot" },
        run,
        element("span", { class: "gs-quiet" }, "Ctrl Enter"),
        stop,
        status,
      ),
    ),
    problem,
    result.node,
    showTables(explorer),
  );
}

function showProblem(place: HTMLElement, text: string): void {
  const { message, line, excerpt } = sqlError(text, { line: 1 });
  place.replaceChildren(
    element(
      "p",
      {},
      element("b", { "aria-hidden": "true" }, "✕ "),
      excerpt ? `Line ${line}: ${message}` : message,
    ),
    ...excerpt ? [element("pre", {}, excerpt)] : [],
  );
  place.hidden = false;
}
