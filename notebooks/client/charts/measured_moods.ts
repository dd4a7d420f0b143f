import { element } from "../dom.ts";
import { day, full, percent } from "../words.ts";
import { figure } from "./frame.ts";
import { moodName } from "./mood_name.ts";
import { wilsonInterval } from "./share.ts";

/** How often a model's moods were right, as people judged them without sight of it: rows of `model`, `model_mood`, `judged`, `agreed`, `judged_at`. */
export interface MeasuredMoods {
  rows: Record<string, unknown>[];
  /** The models that judged the posts that the page shows: what was measured of others is marked. */
  models: string[];
}

const columns = ["The model says", "Right", "95 % interval", "Judged", "Model"];

/** The precision of each mood of a model, in one topic, as measured there. */
export function measuredMoods(props: MeasuredMoods): HTMLElement {
  return figure<MeasuredMoods>({
    kind: "measured-moods",
    title: () => "How often the mood is right here",
    subtitle: ({ rows }) =>
      `Posts of this topic judged by hand without sight of the model, last on ${lastDay(rows)}`,
    mount,
    counted: ({ rows }) => rows,
  }, props);
}

function mount(body: HTMLElement) {
  const list = element("tbody", {});
  const heads = columns.map((name) => element("th", { scope: "col" }, name));
  body.append(
    element(
      "div",
      { class: "gs-plain-box" },
      element("table", { class: "gs-plain" }, element("thead", {}, element("tr", {}, ...heads)), list),
    ),
  );
  return ({ rows, models }: MeasuredMoods) => {
    list.replaceChildren(...rows.map((row) => {
      const [agreed, judged] = [Number(row["agreed"]), Number(row["judged"])];
      const { share, low, high } = wilsonInterval(agreed, judged);
      const model = String(row["model"]);
      const cells = [
        moodName(Number(row["model_mood"])),
        percent(share),
        `${percent(low)} to ${percent(high)}`,
        full(judged),
        models.includes(model) ? model : `${model}, an older one: it judged none of these posts`,
      ];
      return element("tr", {}, ...cells.map((cell, at) => element("td", { "data-head": columns[at] }, cell)));
    }));
  };
}

function lastDay(rows: Record<string, unknown>[]): string {
  return day(Math.max(...rows.map((row) => Number(row["judged_at"]))));
}
