import { element, setText } from "../dom.ts";
import { liveElement } from "../live_element.ts";
import { onChosen } from "../why/chosen.ts";

/** What every chart has: its words, its picture, and its numbers as a table. */
export interface Figure<P> {
  kind: string;
  title(props: P): string;
  subtitle(props: P): string;
  /** Draws into the body, which keeps what the last drawing put there. */
  mount(body: HTMLElement): (props: P, width: number) => void;
  /** The numbers behind the picture; without them there is no "data" button. */
  table?(props: P): Table;
}

/** Numbers as a table. */
export interface Table {
  columns: string[];
  rows: (string | number)[][];
}

const maxTableRows = 500;

/** A chart in its frame: title left, "data" right, redrawn in place. */
export function figure<P>(spec: Figure<P>, props: P): HTMLElement {
  return liveElement(spec.kind, "gs-figure", props, (root) => {
    const title = element("h2", {});
    const subtitle = element("p", { class: "gs-sub" });
    const body = element("div", { class: "gs-body" });
    const data = element("div", { class: "gs-data", hidden: true, tabindex: 0 });
    const button = element("button", { type: "button", class: "gs-act", "aria-expanded": "false" }, "data");
    root.append(
      element(
        "div",
        { class: "gs-figure-head" },
        element("div", {}, title, subtitle),
        spec.table && element("div", { class: "gs-acts" }, button),
      ),
      body,
      data,
    );
    const draw = spec.mount(body);
    let current = props;
    let drawnWidth = 0;
    onChosen(root, () => drawnWidth > 0 && draw(current, drawnWidth));
    const fill = () => {
      if (spec.table !== undefined && !data.hidden) {
        data.replaceChildren(drawTable(spec.title(current), spec.table(current)));
      }
    };
    button.addEventListener("click", () => {
      data.hidden = !data.hidden;
      button.setAttribute("aria-expanded", String(!data.hidden));
      fill();
    });
    return (next, width) => {
      current = next;
      drawnWidth = width;
      setText(title, spec.title(next));
      setText(subtitle, spec.subtitle(next));
      draw(next, width);
      fill();
    };
  });
}

function drawTable(title: string, { columns, rows }: Table): HTMLElement {
  const cut = rows.length > maxTableRows;
  return element(
    "table",
    { class: "gs-table" },
    element("caption", {}, cut ? `${title}: first ${maxTableRows} of ${rows.length} rows` : title),
    element("thead", {}, element("tr", {}, ...columns.map((name) => element("th", { scope: "col" }, name)))),
    element(
      "tbody",
      {},
      ...rows.slice(0, maxTableRows).map((row) =>
        element("tr", {}, ...row.map((value) => element("td", {}, value)))
      ),
    ),
  );
}
