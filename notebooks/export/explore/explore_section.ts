import { html } from "hono/html";
import type { HtmlEscapedString } from "hono/utils/html";
import type { SavedExplore } from "../saved.ts";
import { exploreFiles } from "./explore_files.ts";

/** The end of a page that can be explored, as it stands before its script runs or where the page was opened from the disk. */
export function exploreSection(
  { posts, cells }: SavedExplore,
): HtmlEscapedString | Promise<HtmlEscapedString> {
  const what = posts === null
    ? "Counts by minute lie beside this page; single posts are withheld."
    : `The ${posts.toLocaleString("en")} posts of its window lie beside this page.`;
  const inputs = cells === null ? "" : " The inputs above then take any value.";
  return html`
    <section class="gs-explore" id="explore">
      <h2>Ask the data</h2>
      <p
        class="gs-sub">${what} <span class="gs-explore-how">Opened from a web server, this page answers SQL here, in the browser: nothing is sent anywhere.${inputs}</span></p>
      <p class="gs-explore-files">${posts === null ? "" : html`
        <a href="${exploreFiles.posts}" download>Posts as Parquet</a>
      `}<a href="${exploreFiles.data}" download>All data as a DuckDB file</a></p>
    </section>
  `;
}
