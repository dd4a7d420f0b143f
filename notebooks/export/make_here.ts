import { existsSync } from "node:fs";
import { databasePath, openStore } from "../../analysis/store/store.ts";
import type { Report } from "../../ingest/base/report.ts";
import { clientBundle, loadAssets } from "../serve/assets.ts";
import { openPageFolder } from "../page/page_folder.ts";
import { createPainter } from "../paint/painter.ts";
import { startPainting } from "../paint/painting_process.ts";
import { topics } from "../topics.ts";
import { slicesFolder } from "./explore/slice_folders.ts";
import { type MadeReport, makeReports } from "./make_report.ts";
import { Refused } from "./refused.ts";
import { makeReportFiles, readReportScript } from "./report_files.ts";
import type { ExportRequest } from "./request.ts";

/** Makes reports in this process, which holds the lock of the data folder. @throws {Refused} where there are no data, too. */
export async function makeHere(
  dataDir: string,
  pages: URL,
  request: ExportRequest,
  report: Pick<Report, "warn">,
  now: () => number = Date.now,
): Promise<MadeReport[]> {
  if (!existsSync(databasePath(dataDir))) {
    throw new Refused(
      `Cannot export: there are no data in "${dataDir}"; run deno task dev first, or set another DATA_DIR`,
    );
  }
  const warn = (text: string) => report.warn(text);
  const painter = createPainter({ start: startPainting, now: Date.now, warn });
  painter.warm();
  try {
    await using store = await openStore(dataDir, now);
    const folder = await openPageFolder(pages, { reads: store.reads, topics, warn });
    const files = makeReportFiles(await readReportScript(), await loadAssets(clientBundle));
    return await makeReports(request, {
      pages: folder.pages,
      reads: store.reads,
      topics,
      painter,
      files,
      slices: slicesFolder(dataDir),
      now,
    });
  } finally {
    await painter.close();
  }
}
