import { messageOf } from "../../../ingest/base/errors.ts";
import { element, setText } from "../dom.ts";
import { download } from "../download.ts";
import { onStamps, stampWords } from "../why/stamps.ts";
import { askQuery } from "../why/query_panel.ts";
import { picturePng, pictureSvg, type PictureWords } from "./picture_file.ts";
import { tableEvent } from "./pointer.ts";
import type { Table } from "./table_cell.ts";
import { tableView } from "./table_view.ts";

/** What the acts of a chart need to know of it, at any time. */
export interface ActsOf {
  body: HTMLElement;
  title(): string;
  subtitle(): string;
  /** The queries behind it. */
  cells(): string[];
  /** Its numbers; null where it has none to show. */
  table: (() => Table) | null;
}

/** The quiet words at the right of a chart's title: data, query, image. On small screens they stand behind one button. */
export interface Acts {
  /** Stands in the head of the chart. */
  node: HTMLElement;
  /** Stands below it: what is open of data, query and image. */
  panels: HTMLElement;
  /** The chart has been drawn anew. */
  update(): void;
}

/** Makes the acts of a chart. What is open stays open through updates. */
export function createActs(root: HTMLElement, of: ActsOf): Acts {
  const data = tableView();
  const query = element("div", { class: "gs-below" });
  const image = element("div", { class: "gs-below" });
  const fillData = () => of.table !== null && !data.node.hidden && data.show(of.title(), of.table());
  const toggles = {
    data: act("data", data.node, fillData),
    query: act("query", query, async () => query.replaceChildren(...await askQuery(root, of.cells()))),
    image: act("image", image, () => {}),
  };
  const save = (label: string, run: () => void) =>
    element("button", { type: "button", class: "gs-link", onclick: run }, label);
  const svg = () => pictureSvg(of.body, wordsOf(of));
  const failed = element("p", { class: "gs-error-text", role: "alert" });
  const savePng = async () => {
    failed.remove();
    try {
      download(`${of.title()}.png`, await picturePng(svg()));
    } catch (error) {
      setText(failed, `✕ ${messageOf(error)}`);
      image.append(failed);
    }
  };
  image.append(
    element(
      "p",
      { class: "gs-below-acts" },
      save("SVG", () => download(`${of.title()}.svg`, new Blob([svg()], { type: "image/svg+xml" }))),
      save("PNG", savePng),
    ),
  );
  root.addEventListener(tableEvent, () => of.table !== null && toggles.data.click());
  const stamp = element("span", { class: "gs-stamp" });
  const list = element("div", { class: "gs-acts-list" }, toggles.data, toggles.query, toggles.image);
  const menu = element("button", {
    type: "button",
    class: "gs-acts-menu",
    "aria-label": "Data, query and image",
    "aria-expanded": "false",
    onclick: () => menu.setAttribute("aria-expanded", String(menu.getAttribute("aria-expanded") !== "true")),
  }, "⋯");
  const update = () => {
    toggles.data.hidden = of.table === null;
    toggles.query.hidden = of.cells().length === 0;
    toggles.image.hidden = of.body.querySelector("svg") === null;
    menu.hidden = [...list.children].every((toggle) => (toggle as HTMLElement).hidden);
    setText(stamp, stampWords(of.cells()));
    fillData();
  };
  onStamps(root, update);
  return {
    node: element("div", { class: "gs-acts" }, stamp, menu, list),
    panels: element("div", {}, data.node, query, image),
    update,
  };
}

function act(name: string, panel: HTMLElement, fill: () => unknown): HTMLButtonElement {
  panel.hidden = true;
  const toggle = element("button", { type: "button", class: "gs-act", "aria-expanded": "false" }, name);
  toggle.addEventListener("click", () => {
    panel.hidden = !panel.hidden;
    toggle.setAttribute("aria-expanded", String(!panel.hidden));
    if (!panel.hidden) fill();
  });
  return toggle;
}

function wordsOf({ title, subtitle }: ActsOf): PictureWords {
  const asOf = document.querySelector(".gs-foot")?.firstElementChild?.textContent ?? "";
  return { title: title(), subtitle: subtitle(), foot: `${asOf}. ${location.host}${location.pathname}` };
}
