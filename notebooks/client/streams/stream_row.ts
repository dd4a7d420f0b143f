import { plainText } from "../charts/plain_text.ts";
import { sourceName } from "../charts/source_name.ts";
import { element, setText } from "../dom.ts";
import { age, bytes, full, moment, plural } from "../words.ts";
import type { AskStreams } from "./ask_streams.ts";
import { createStreamActs } from "./stream_acts.ts";
import type { StreamFacts } from "./stream_facts.ts";
import { whyWords } from "./state_words.ts";

/** The columns of the table of streams; the last one is for what can be done, where anything can. */
export const streamColumns = [
  "Stream",
  "State",
  "A minute",
  "Last post",
  "Stored",
  "Limits",
  "Change",
] as const;

const maxNameChars = 200;
const maxReasonChars = 400;

/** A line of the table, and below it what is open of it. They stay while what they say changes. */
export interface StreamLine {
  nodes: HTMLElement[];
  show(facts: StreamFacts): void;
}

/** The line of one stream; without a desk it only shows. */
export function createStreamLine(name: string, desk: AskStreams | undefined): StreamLine {
  const title = element("strong", {});
  const source = element("span", { class: "gs-quiet" });
  const sign = element("i", { class: "gs-dot", "aria-hidden": "true" });
  const state = element("span", {});
  const why = element("span", { class: "gs-stream-why" });
  const perMinute = element("span", {});
  const last = element("span", {});
  const stored = element("span", {});
  const limits = element("span", {});
  const panel = element("td", { colspan: streamColumns.length });
  const below = element("tr", { class: "gs-line-below", hidden: true }, panel);
  const acts = desk === undefined ? undefined : createStreamActs(desk, (open) => {
    panel.replaceChildren(...open === null ? [] : [open]);
    below.hidden = open === null;
  });
  const shown = [
    element("span", {}, title, " ", source),
    element("span", {}, element("span", { class: "gs-stream-state" }, sign, state), why),
    perMinute,
    last,
    stored,
    limits,
    ...acts === undefined ? [] : [acts.node],
  ];
  const cells = shown.map((node, at) => {
    const column = streamColumns[at]!;
    return element("td", { "data-head": column, class: classes[column] }, node);
  });
  return {
    nodes: [element("tr", { id: streamAnchor(name), tabindex: -1 }, ...cells), below],
    show(facts) {
      const { answer, posts, lastAt } = facts;
      const isWhole = name === facts.source;
      setText(title, isWhole ? sourceName(name) : plainText(name, maxNameChars));
      setText(source, isWhole ? "" : sourceName(facts.source));
      sign.dataset["state"] = facts.state ?? "stopped";
      setText(state, facts.state ?? (facts.source === "sample" ? "simulated" : "not followed"));
      setText(why, plainText(reasonOf(facts), maxReasonChars));
      setText(perMinute, answer === null ? "—" : full(answer.perMinute));
      setText(last, lastAt === null ? "none" : answer === null ? moment(lastAt) : age(lastAt, Date.now()));
      const size = answer === null || answer.storage.bytes === 0
        ? ""
        : `, about ${bytes(answer.storage.bytes)}`;
      setText(stored, plural(posts, "post") + size);
      setText(limits, answer === null ? "—" : limitWords(answer));
      acts?.show(facts);
    },
  };
}

const classes: { [column: string]: string } = {
  "A minute": "gs-number",
  "Last post": "gs-when",
  Stored: "gs-number",
  Change: "gs-desk",
};

/** The head of a column. */
export function streamHead(column: string): HTMLElement {
  return element("th", { scope: "col", class: classes[column] }, column);
}

/** Where the line of a stream stands on its page. */
function streamAnchor(stream: string): string {
  return `stream:${stream}`;
}

function reasonOf({ state, reason, retryAt }: StreamFacts): string {
  return state === null ? "" : whyWords({ state, reason, retryAt }, Date.now());
}

function limitWords({ perHour, ofHour, schedule }: NonNullable<StreamFacts["answer"]>): string {
  const parts = [
    perHour === null ? "" : `${full(perHour)} an hour, ${full(ofHour)} in this one`,
    schedule === null ? "" : `${schedule} UTC`,
  ].filter((part) => part !== "");
  return parts.join("; ") || "none";
}
