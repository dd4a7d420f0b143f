import type { Reads } from "../../analysis/store/reads.ts";
import { Fatal } from "../../ingest/base/errors.ts";
import type { Report } from "../../ingest/base/report.ts";
import { createApp, type Health } from "../app.ts";
import { clientBundle, loadAssets } from "./assets.ts";
import { makeReportFiles, readReportScript, type ReportFiles } from "../export/report_files.ts";
import { addReportRoutes } from "../export/routes.ts";
import { createAskCell } from "../live/ask_cell.ts";
import { createAskPage } from "../live/ask_page.ts";
import { createHub } from "../live/hub.ts";
import { openPageFolder } from "../page/page_folder.ts";
import { watchFolder } from "../page/watch_folder.ts";
import { createPaintFirst } from "../paint/first_paint.ts";
import { createPainter } from "../paint/painter.ts";
import { startPainting } from "../paint/painting_process.ts";
import { listen, type Listening } from "./server.ts";
import { topics } from "../topics.ts";
import { addWhyRoutes } from "../why/routes.ts";

/** What the site needs from outside. */
export interface SiteDeps {
  host: string;
  port: number;
  /** True where it may be reached under any name. */
  isPublic: boolean;
  reads: Reads;
  /** What command-line tools prove themselves with. */
  token: string;
  report: Report;
  health(): Promise<Health>;
  /** The folder of the pages; ends with a slash. */
  pages: URL;
  /** Whether open tabs follow the files of that folder as they are saved. */
  watch: boolean;
  /** Called back after each round of the hub with its time, milliseconds. */
  measure: { round?(ms: number): void };
}

/** Compiles the pages and serves them. @throws {Fatal} when the client is not built or the address is taken. */
export async function startSite(deps: SiteDeps): Promise<Listening> {
  const { host, port, isPublic, reads, report, health } = deps;
  const assets = await loadAssets(clientBundle).catch((error) => {
    if (error instanceof Deno.errors.NotFound) {
      throw new Fatal("The browser client is not built; run: deno task bundle");
    }
    throw error;
  });
  const warn = (text: string) => report.warn(text);
  const folder = await openPageFolder(deps.pages, { reads, topics, warn });
  const hub = createHub({
    page: folder.page,
    reads,
    topics,
    now: Date.now,
    warn,
    onRound: deps.measure.round,
  });
  const askCell = createAskCell({ reads, topics, now: Date.now });
  const painter = createPainter({ start: startPainting, now: Date.now, warn });
  const paintFirst = createPaintFirst({
    ask: createAskPage(hub),
    painter,
    checkTopic: topics.check,
    now: Date.now,
  });
  const app = createApp({ folder, assets, health, askCell, paintFirst, warn });
  addWhyRoutes(app, {
    page: folder.page,
    reads,
    checkTopic: topics.check,
    writeTopic: topics.write,
    now: Date.now,
  });
  let files: Promise<ReportFiles> | undefined;
  addReportRoutes(app, {
    pages: folder.pages,
    page: folder.page,
    reads,
    topics,
    painter,
    files: () => files ??= readReportScript().then((script) => makeReportFiles(script, assets)),
    token: deps.token,
    now: Date.now,
  });
  const listening = await listen({ host, port, isPublic, app, hub }).catch(async (error) => {
    await hub.close();
    throw error;
  });
  painter.warm();
  const watch = deps.watch
    ? watchFolder(deps.pages, async (files) => hub.pagesChanged(await folder.refresh(files)), warn)
    : null;
  return {
    ...listening,
    async close() {
      await watch?.close();
      await listening.close();
      await painter.close();
    },
  };
}
