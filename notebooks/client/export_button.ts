import { timeText } from "../page/page_time.ts";
import { setText } from "./dom.ts";
import { download } from "./download.ts";
import type { PageView } from "./page_view.ts";

const label = "Export";

/** Lets the link in the bar save the view that is shown, as a report; while that is made, and where it cannot be, the link says so. */
export function addExportButton(link: HTMLAnchorElement, view: () => PageView): void {
  let busy = false;
  link.addEventListener("click", async (event) => {
    event.preventDefault();
    if (busy) return;
    busy = true;
    setText(link, "Exporting");
    const problem = await save(view());
    busy = false;
    setText(link, problem === null ? label : `✕ ${problem}`);
    link.title = problem ?? "";
  });
}

async function save({ page, state }: PageView): Promise<string | null> {
  const query = state.parameters();
  if (state.time.asOf !== null) query.set("asOf", timeText(state.time.asOf));
  try {
    const response = await fetch(`/api/pages/${encodeURIComponent(page.name)}/report?${query}`);
    if (!response.ok) {
      return (await response.json()).error?.message ?? "The server could not export this page.";
    }
    download(`${page.name}.html`, await response.blob());
    return null;
  } catch {
    return "The server does not answer. Try again";
  }
}
