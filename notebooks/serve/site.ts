import type { Hono } from "hono";
import type { Reads } from "../../analysis/store/reads.ts";
import { Fatal } from "../../ingest/base/errors.ts";
import type { Report } from "../../ingest/base/report.ts";
import { createApp } from "../app.ts";
import type { Watched } from "../operate/health_routes.ts";
import { type Assets, clientBundle, loadAssets } from "./assets.ts";
import { makeReportFiles, readReportScript, type ReportFiles } from "../export/report_files.ts";
import { addReportRoutes } from "../export/routes.ts";
import { createAskCell } from "../live/ask_cell.ts";
import { createAskPage } from "../live/ask_page.ts";
import type { TabsBehind } from "../live/behind.ts";
import { createHub, type Hub } from "../live/hub.ts";
import { openPageFolder, type PageFolder } from "../page/page_folder.ts";
import { type FolderWatch, watchFolder } from "../page/watch_folder.ts";
import { createPaintFirst } from "../paint/first_paint.ts";
import { createPainter } from "../paint/painter.ts";
import { startPainting } from "../paint/painting_process.ts";
import type { CorrectDesk } from "../operate/correct_desk.ts";
import { addCorrectRoutes } from "../operate/correct_routes.ts";
import type { DeadDesk } from "../operate/dead_desk.ts";
import { addBackupRoutes } from "../operate/backup_routes.ts";
import type { DatabaseCopies } from "../operate/database_copies.ts";
import { addDeadRoutes } from "../operate/dead_routes.ts";
import type { OperateRights } from "../operate/may_operate.ts";
import type { StreamDesk } from "../operate/stream_desk.ts";
import { addStreamRoutes } from "../operate/stream_routes.ts";
import type { TopicDesk } from "../operate/topic_desk.ts";
import { addTopicRoutes } from "../operate/topic_routes.ts";
import type { Front } from "./front.ts";
import { topics } from "../topics.ts";
import { readFirstPosts } from "../why/first_posts.ts";
import { addOpinionRoutes } from "../why/opinion_routes.ts";
import type { Judges } from "../why/second_opinions.ts";
import { addWhyRoutes } from "../why/routes.ts";

/** What the site needs from outside. */
export interface SiteDeps {
  front: Front;
  reads: Reads;
  /** Where data to explore are put. */
  slices: string;
  desk: DeadDesk;
  streams: StreamDesk;
  topicDesk: TopicDesk;
  corrections: CorrectDesk;
  judges: Judges & Disposable;
  rights: OperateRights;
  user: string;
  copies: DatabaseCopies;
  report: Report;
  watched: Watched;
  /** The folder of the pages; ends with a slash. */
  pages: URL;
  /** Whether open tabs follow the files of that folder as they are saved. */
  watch: boolean;
  /** Called back after each round of the hub with its time, milliseconds. */
  onRound(ms: number): void;
  /** Called back each second in which tabs of the hub are behind. */
  onBehind(behind: TabsBehind): void;
}

/** The pages as they are served. */
export interface Site {
  /** Open tabs. */
  viewers(): number;
  close(): Promise<void>;
}

/** Compiles the pages and shows them at the front. @throws {Fatal} when the client is not built. */
export async function startSite(deps: SiteDeps): Promise<Site> {
  const { front, reads, report, watched, rights } = deps;
  const assets = await loadClient();
  const now = Date.now;
  const warn = (text: string) => report.warn(text);
  const folder = await openPageFolder(deps.pages, { reads, topics, warn });
  const { onRound, onBehind } = deps;
  const hub = createHub({ page: folder.page, reads, topics, now, warn, onRound, onBehind });
  const askCell = createAskCell({ reads, topics, now });
  const why = { page: folder.page, reads, checkTopic: topics.check, writeTopic: topics.write, now };
  const painter = createPainter({ start: startPainting, now, warn });
  const paintFirst = createPaintFirst({
    ask: createAskPage(hub),
    painter,
    posts: (page, search) => readFirstPosts(page, search, why),
    checkTopic: topics.check,
    now,
  });
  const app = createApp({ folder, assets, watched, askCell, paintFirst, isOwn: rights.isOwn, warn });
  addWhyRoutes(app, why);
  addOpinionRoutes(app, { ...why, judges: deps.judges });
  addOperateRoutes(app, deps);
  let files: ReportFiles | undefined;
  addReportRoutes(app, {
    pages: folder.pages,
    page: folder.page,
    reads,
    topics,
    painter,
    files: async () => files ??= makeReportFiles(await readReportScript(), assets),
    slices: deps.slices,
    token: rights.token,
    now,
  });
  front.open({ app, hub });
  painter.warm();
  const watch = deps.watch ? followFiles(deps.pages, folder, hub, warn) : null;
  return {
    viewers: () => hub.viewers,
    async close() {
      await watch?.close();
      await front.close();
      await painter.close();
      deps.judges[Symbol.dispose]();
    },
  };
}

async function loadClient(): Promise<Assets> {
  try {
    return await loadAssets(clientBundle);
  } catch (error) {
    if (!(error instanceof Deno.errors.NotFound)) throw error;
    throw new Fatal("The browser client is not built; run: deno task bundle");
  }
}

/** The addresses by which more is done than reading. */
function addOperateRoutes(app: Hono, deps: SiteDeps): void {
  const { rights } = deps;
  addDeadRoutes(app, deps.desk, rights);
  addStreamRoutes(app, deps.streams, rights);
  addTopicRoutes(app, deps.topicDesk, rights);
  addCorrectRoutes(app, deps.corrections, rights, deps.user);
  addBackupRoutes(app, deps.copies, rights.token);
}

/** Takes the files of the pages as they are saved, and tells the tabs that show them. */
function followFiles(at: URL, folder: PageFolder, hub: Hub, warn: (text: string) => void): FolderWatch {
  const barText = () => JSON.stringify(folder.pages().map(({ name, title }) => [name, title]));
  return watchFolder(at, async (files) => {
    const before = barText();
    hub.pagesChanged(await folder.refresh(files));
    if (barText() !== before) hub.barChanged(folder.pages());
  }, warn);
}
