import { figure } from "../charts/frame.ts";
import { plainText } from "../charts/plain_text.ts";
import { sourceName } from "../charts/source_name.ts";
import { element, setText } from "../dom.ts";
import { full, moment, plural } from "../words.ts";
import { letterDesk } from "./ask_letters.ts";
import { letterPanel, outcome } from "./letter_panel.ts";

/** Open dead letters, the oldest first, as the page's own query has them. */
export interface DeadLetters {
  rows: { id: string; refused_at: Date; source: string; reason: string; letters: number }[];
}

const maxChars = 160;

/**
 * Dead letters to work through: a row opens what was refused, to read, mend and send again. What letters hold is asked from the
 * server, which shows it to who runs it only.
 */
export function deadLetters(props: DeadLetters): HTMLElement {
  return figure<DeadLetters>({
    kind: "dead-letters",
    title: ({ rows }) =>
      rows.length === 0 ? "No open dead letter" : plural(rows[0]!.letters, "open dead letter"),
    subtitle: ({ rows }) =>
      rows.length === 0
        ? "What could not become a post waits here to be sent again, mended or given up"
        : `The oldest ${full(rows.length)} first; open one to mend it and send it again`,
    mount,
  }, props);
}

function mount(body: HTMLElement) {
  const columns = ["Refused", "Source", "Reason", "First characters"];
  const list = element("tbody", {});
  const heads = columns.map((name) => element("th", { scope: "col" }, name));
  const table = element(
    "table",
    { class: "gs-plain" },
    element("thead", {}, element("tr", {}, ...heads)),
    list,
  );
  const note = element("p", { class: "gs-sub", role: "status" });
  const place = element("div", {});
  const all = element(
    "button",
    { type: "button", class: "gs-link", onclick: () => sendAll() },
    "Send all again",
  );
  const acts = element("p", { class: "gs-letter-acts" }, all);
  body.append(element("div", { class: "gs-plain-box" }, table), acts, note, place);

  let props: DeadLetters = { rows: [] };
  let beginnings = new Map<string, string>();
  let asked = "";
  let mayAsk = letterDesk() !== undefined;

  const open = async (id: string) => {
    const answer = await letterDesk()!.show(id);
    if ("problem" in answer) return setText(note, `✕ ${answer.problem}`);
    setText(note, "");
    const panel = letterPanel(answer.value, letterDesk()!, () => {
      place.replaceChildren();
      list.querySelector<HTMLElement>(`[data-letter="${id}"]`)?.focus();
    });
    place.replaceChildren(panel);
    panel.querySelector("textarea")?.focus();
  };
  const sendAll = async () => {
    all.disabled = true;
    setText(note, "Sending");
    const answer = await letterDesk()!.replayAll();
    setText(note, "value" in answer ? outcome(answer.value) : `✕ ${answer.problem}`);
    all.disabled = false;
  };
  // The page's query tells which letters there are, and when that changes; it cannot read their bytes.
  const askBeginnings = async () => {
    const wanted = props.rows.map(({ id }) => id).join();
    if (!mayAsk || wanted === "" || wanted === asked) return;
    asked = wanted;
    const answer = await letterDesk()!.list(props.rows.length);
    if ("value" in answer) {
      beginnings = new Map(answer.value.letters.map(({ id, beginning }) => [id, beginning]));
    } else {
      mayAsk = !answer.forbidden;
      setText(note, answer.problem);
    }
    draw();
  };
  const draw = () => {
    table.hidden = props.rows.length === 0;
    acts.hidden = table.hidden || !mayAsk;
    list.replaceChildren(...props.rows.map(({ id, refused_at, source, reason }) => {
      const words = plainText(reason, maxChars);
      const cells = [
        moment(refused_at),
        sourceName(source),
        mayAsk
          ? element("button", {
            type: "button",
            class: "gs-link",
            "data-letter": id,
            onclick: () => open(id),
          }, words)
          : words,
        plainText(beginnings.get(id) ?? "", maxChars),
      ];
      return element("tr", {}, ...cells.map((cell, at) => element("td", { "data-head": columns[at] }, cell)));
    }));
  };
  return (next: DeadLetters) => {
    const focused = document.activeElement instanceof HTMLElement
      ? document.activeElement.dataset["letter"]
      : undefined;
    props = next;
    draw();
    if (focused !== undefined) list.querySelector<HTMLElement>(`[data-letter="${focused}"]`)?.focus();
    askBeginnings();
  };
}
