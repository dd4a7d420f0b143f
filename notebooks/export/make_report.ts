import { Refused } from "./refused.ts";
import { helperDataHref } from "../page/link_helpers.ts";
import { shortHash } from "../page/cell_ids.ts";
import { writeCellsModule } from "../page/cells_module.ts";
import type { Page } from "../page/page.ts";
import { renderMain } from "../page/render.ts";
import type { Painter } from "../paint/painter.ts";
import { collect, type CollectDeps, type Collected } from "./collect.ts";
import { sqlCells } from "../page/sql_cells.ts";
import { exploreOf } from "./explore/saved_explore.ts";
import { newFolder } from "./explore/slice_folders.ts";
import { copySlice, type Slice } from "./explore/slice.ts";
import { compactMarkup } from "./compact_markup.ts";
import { hide } from "./hide.ts";
import { modelWords } from "./model_words.ts";
import { reportHtml } from "./report_html.ts";
import type { ReportFiles } from "./report_files.ts";
import type { ExportRequest } from "./request.ts";
import { saveReport } from "./save_report.ts";
import type { SavedReport } from "./saved.ts";
import { parameterToCut, savedParams } from "./saved_values.ts";
import { siteOf, type WantedDeps, wantedPages } from "./wanted_pages.ts";

const maxReportBytes = 5_000_000;
const paintMostMs = 15_000;
const contentWidth = 1344;
const plainWidth = 720;

/** What making a report needs from outside. */
export interface ReportDeps extends CollectDeps, WantedDeps {
  painter: Pick<Painter, "paint">;
  files: ReportFiles;
  /** Where data to explore are put, for whoever asked to take them away. */
  slices: string;
}

/** A report, ready to be written: the name of its file, its text, what the cells that failed say, and the data to explore. */
export interface MadeReport {
  name: string;
  html: string;
  failed: string[];
  slice: Pick<Slice, "folder" | "tables"> | null;
}

/** Makes the reports of a request, all at one moment. @throws {Refused} saying what to change. */
export async function makeReports(request: ExportRequest, deps: ReportDeps): Promise<MadeReport[]> {
  const wanted = wantedPages(request, deps);
  const site = request.site ? siteOf(wanted) : {};
  const ready = await collect(wanted, deps, async (all, moment) => {
    const parts: Ready[] = [];
    for (const collected of all) {
      const { withheld, names } = hide(collected, request.hide);
      const slice = request.explore
        ? await copySlice(collected, request.hide, names, moment, newFolder(deps.slices))
        : null;
      parts.push({ collected, withheld, slice });
    }
    return parts;
  });
  const made: MadeReport[] = [];
  for (const each of ready) made.push(await makeReport(each, site, request, deps));
  return made;
}

interface Ready {
  collected: Collected;
  withheld: string[];
  slice: Slice | null;
}

async function makeReport(
  { collected, withheld, slice }: Ready,
  site: SavedReport["site"],
  request: ExportRequest,
  deps: ReportDeps,
): Promise<MadeReport> {
  const explore = slice && exploreOf(collected, slice, request.hide);
  const report = saveReport(collected, { withheld, site, explore });
  const page: Page = { ...collected.page, params: savedParams(collected.page, collected.saved) };
  const painted = await deps.painter.paint({
    url: `http://localhost/${page.name}`,
    main: renderMain(page, ""),
    cells: {
      source: writeCellsModule(page, ({ name }) => helperDataHref(name, page.helpers)),
      hash: `${page.hash} ${shortHash(JSON.stringify(page.params))}`,
    },
    results: null,
    report: { saved: JSON.stringify(report), script: request.script },
    zone: "UTC",
    width: request.script ? contentWidth : plainWidth,
  }, paintMostMs);
  if (painted === null && !request.script) {
    throw new Refused(
      `Cannot export "${page.name}" without a script: its charts could not be drawn; the log says why`,
    );
  }
  const html = reportHtml({
    collected,
    page,
    report,
    request,
    models: await modelWords(modelsOf(collected, "models")),
    readers: await modelWords(modelsOf(collected, "readers")),
    painted: painted === null
      ? { main: renderMain(page, ""), title: "" }
      : { ...painted, main: compactMarkup(painted.main) },
    files: deps.files,
  });
  refuseTooLarge(html, collected);
  const failed = failuresOf(collected, painted?.failed ?? []);
  return {
    name: `${page.name}.html`,
    html,
    failed,
    slice: slice && { folder: slice.folder, tables: slice.tables },
  };
}

// Of a pair that made one result together, each has a card.
function modelsOf({ views }: Collected, which: "models" | "readers"): string[] {
  const named = views.flatMap(({ filters }) => filters.flatMap((filter) => filter[which]));
  return [...new Set(named.flatMap((names) => names.split("+")))];
}

function refuseTooLarge(html: string, { page, saved }: Collected): void {
  const bytes = new TextEncoder().encode(html).length;
  if (bytes <= maxReportBytes) return;
  const cut = parameterToCut(saved);
  const advice = cut === null
    ? "choose a shorter window or a narrower topic"
    : `give "${cut}" fewer values; it has ${saved.values[cut]!.length}`;
  const mb = (bytes: number) => `${(bytes / 1e6).toFixed(1)} MB`;
  throw new Refused(
    `Cannot export "${page.name}": the report would have ${mb(bytes)}, and ${
      mb(maxReportBytes)
    } is the most; ${advice}`,
  );
}

function failuresOf({ page, views }: Collected, painted: string[]): string[] {
  const failed = new Set<string>(painted);
  for (const { message, line } of page.problems) failed.add(`${page.name}.md, line ${line ?? 1}: ${message}`);
  for (const cell of sqlCells(page)) {
    for (const { bodies } of views) {
      const body = bodies.get(cell.name)!;
      if ("error" in body) {
        failed.add(`✕ ${cell.name}, line ${body.error.line ?? cell.line}: ${body.error.message}`);
      }
    }
  }
  return [...failed].sort();
}
