import { element, setText } from "../dom.ts";
import { liveElement } from "../live_element.ts";
import { cellsOf } from "../rows.ts";
import { onChosen } from "../why/chosen.ts";
import { createActs } from "./acts.ts";
import type { Table } from "./table_cell.ts";

/** What every chart has: its words, its picture, and its numbers as a table. */
export interface Figure<P> {
  kind: string;
  title(props: P): string;
  subtitle(props: P): string;
  /** Draws into the body, which keeps what the last drawing put there. */
  mount(body: HTMLElement): (props: P, width: number) => void;
  /** The numbers behind the picture; without them there is no "data" button. */
  table?(props: P): Table;
  /** What its numbers come from; all of its values where it does not say. */
  counted?(props: P): unknown;
}

/** A chart in its frame: title left, data, query and image right, redrawn in place. */
export function figure<P>(spec: Figure<P>, props: P): HTMLElement {
  return liveElement(spec.kind, "gs-figure", props, (root) => {
    const title = element("h2", {});
    const subtitle = element("p", { class: "gs-sub" });
    const body = element("div", { class: "gs-body" });
    const { table } = spec;
    let current = props;
    let drawnWidth = 0;
    const acts = createActs(root, {
      body,
      title: () => spec.title(current),
      subtitle: () => spec.subtitle(current),
      cells: () => cellsOf(spec.counted === undefined ? current : spec.counted(current)),
      table: table === undefined ? null : () => table(current),
    });
    root.append(
      element("div", { class: "gs-figure-head" }, element("div", {}, title, subtitle), acts.node),
      body,
      acts.panels,
    );
    const draw = spec.mount(body);
    onChosen(root, () => drawnWidth > 0 && draw(current, drawnWidth));
    return (next, width) => {
      current = next;
      drawnWidth = width;
      setText(title, spec.title(next));
      setText(subtitle, spec.subtitle(next));
      draw(next, width);
      acts.update();
    };
  });
}
