import type { SavedReport } from "../../export/saved.ts";
import { numberIds } from "./number_ids.ts";
import type { OpenReport } from "./open_report.ts";
import { tidyLinks } from "./page_links.ts";
import { makePlain } from "./plain.ts";

/** Makes what was painted of a report ready to be written down; without `script` nothing is left that needs one. */
export async function finishReport(
  root: HTMLElement,
  report: SavedReport,
  { ask, page }: OpenReport,
  script: boolean,
): Promise<void> {
  if (!script) await makePlain(root, { ask, topics: page.topics() });
  tidyLinks(root, report.site);
  numberIds(root);
}
