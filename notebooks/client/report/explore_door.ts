import { exploreFiles } from "../../export/explore/explore_files.ts";
import type { SavedReport } from "../../export/saved.ts";
import { intervalLabel } from "../../page/interval.ts";
import type { ParamValues } from "../../page/param_values.ts";
import { spanOf } from "../../page/span.ts";
import { element, setText } from "../dom.ts";
import type { ExploreHome, Explorer } from "../explore/explorer.ts";
import type { CellsModule, Results } from "../page_view.ts";
import type { AskWhy } from "../why/ask.ts";

/** The way from a report to the data beside it. */
export interface ExploreDoor {
  /** Why the data cannot answer for a value, as a sentence; null where they can. */
  refuse(name: string, text: string): string | null;
  results(values: ParamValues): Promise<Results>;
  ask(values: () => ParamValues): AskWhy;
}

interface ExploreModule {
  createExplorer(home: ExploreHome): Explorer;
  mountSqlBox(place: HTMLElement, explorer: Explorer, hasPosts: boolean, status: HTMLElement): void;
}

/**
 * Opens the end of a report where data lie beside it on a server. What asks them comes from a file of its own, and fetches the rest
 * when there is something to ask. @returns the door for other values; null where the report shows saved ones only.
 */
export function openDoor(report: SavedReport, page: CellsModule["page"]): ExploreDoor | null {
  const { explore } = report;
  if (explore === null || !/^https?:$/.test(location.protocol)) return null;
  const place = document.getElementById("explore")!;
  const status = element("span", { class: "gs-explore-status", role: "status" });
  const base = new URL("./", document.baseURI);
  const opening: Promise<Explorer> = import(new URL(exploreFiles.script, base).href).then(
    (module: ExploreModule) => {
      const explorer = module.createExplorer({ page, report, base, say: (words) => setText(status, words) });
      module.mountSqlBox(place, explorer, explore.posts !== null, status);
      return explorer;
    },
  );
  opening.catch(() =>
    place.append(
      element("p", { class: "gs-error-text" }, `✕ ${exploreFiles.script} is missing beside this page.`),
    )
  );
  setText(
    place.querySelector(".gs-explore-how")!,
    `SQL runs here, in the browser: nothing is sent anywhere.${
      explore.cells === null ? "" : " The inputs above take any value."
    }`,
  );
  if (explore.cells === null) return null;
  return {
    refuse: (name, text) => page.params[name]?.type === "interval" ? refuseWindow(report, text) : null,
    results: async (values) => await (await opening).results(values),
    ask: (values) => {
      const asking = opening.then((explorer) => explorer.ask(values));
      return {
        posts: async (...asked) => await (await asking).posts(...asked),
        opinions: null,
        csvHref: () => null,
        query: async (...asked) => await (await asking).query(...asked),
      };
    },
  };
}

function refuseWindow({ moment, explore }: SavedReport, interval: string): string | null {
  const { from, asOf } = explore!;
  if (from === null || from <= (moment.oldest ?? asOf)) return null;
  return spanOf(moment, interval, asOf, asOf).from >= from
    ? null
    : `The data beside this report do not reach back ${
      interval === "all" ? "to the beginning" : intervalLabel(interval)
    }`;
}
