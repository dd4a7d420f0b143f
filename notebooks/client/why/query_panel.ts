import type { PageTime } from "../../page/page_time.ts";
import { element } from "../dom.ts";
import { full, moment as when, window as windowOf } from "../words.ts";
import type { AskWhy } from "./ask.ts";
import { makerWords } from "./maker_words.ts";
import { showPairs, showQuery } from "./query_view.ts";

const queryEvent = "gs-query";

interface Question {
  cells: string[];
  reply(nodes: Promise<Node[]>): void;
}

/** Asks the page that holds `root` for the queries of cells, to be shown; empty where no page answers. */
export function askQuery(root: HTMLElement, cells: string[]): Promise<Node[]> {
  return new Promise((resolve) => {
    const reply = (nodes: Promise<Node[]>) => resolve(nodes);
    root.dispatchEvent(new CustomEvent<Question>(queryEvent, { bubbles: true, detail: { cells, reply } }));
  });
}

/** Answers the charts of a page that ask for their queries, as of the moment it shows. */
export function answerQueries(place: Node, ask: AskWhy, shown: (cell: string) => PageTime): void {
  place.addEventListener(queryEvent, (event) => {
    const { cells, reply } = (event as CustomEvent<Question>).detail;
    reply(Promise.all(cells.map((cell) => drawQuery(cell, ask, shown(cell)))));
  });
}

async function drawQuery(cell: string, ask: AskWhy, time: PageTime): Promise<Node> {
  const answer = await ask.query(cell, time);
  const head = element("h3", {}, cell);
  if ("problem" in answer) return element("div", {}, head, element("p", {}, `✕ ${answer.problem}`));
  const { asOf, from, landing, makers } = answer.value;
  const pairs: [string, string][] = [
    ["Window", windowOf(from, asOf - from)],
    ["As of", `${when(asOf)}, landing ${full(landing)}`],
  ];
  if (makers !== null) pairs.push(["Mood by", makerWords(makers)]);
  return element("div", {}, head, showQuery(answer.value), showPairs(pairs));
}
