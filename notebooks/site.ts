import type { Reads } from "../analysis/store/reads.ts";
import { Fatal } from "../ingest/base/errors.ts";
import type { Report } from "../ingest/base/report.ts";
import { createApp, type Health } from "./app.ts";
import { loadAssets } from "./assets.ts";
import { createAskCell } from "./live/ask_cell.ts";
import { createHub } from "./live/hub.ts";
import { loadPages } from "./page/load_pages.ts";
import { listen, type Listening } from "./server.ts";
import { topics } from "./topics.ts";
import { addWhyRoutes } from "./why/routes.ts";

const client = new URL("../.build/client.js", import.meta.url);
const pagesFolder = new URL("pages/", import.meta.url);

/** What the site needs from outside. */
export interface SiteDeps {
  host: string;
  port: number;
  reads: Reads;
  report: Report;
  health(): Promise<Health>;
}

/** Compiles the pages and serves them. @throws {Fatal} when the client is not built or the address is taken. */
export async function startSite({ host, port, reads, report, health }: SiteDeps): Promise<Listening> {
  const assets = await loadAssets(client).catch((error) => {
    if (error instanceof Deno.errors.NotFound) {
      throw new Fatal("The browser client is not built; run: deno task bundle");
    }
    throw error;
  });
  const pages = await loadPages(pagesFolder, reads, topics);
  const warn = (text: string) => report.warn(text);
  const find = (name: string) => pages.find((page) => page.name === name);
  const hub = createHub({ page: find, reads, topics, now: Date.now, warn });
  const askCell = createAskCell({ reads, topics, now: Date.now });
  const app = createApp({ pages: () => pages, assets, health, askCell, warn });
  addWhyRoutes(app, {
    page: find,
    reads,
    checkTopic: topics.check,
    writeTopic: topics.write,
    now: Date.now,
  });
  return await listen({ host, port, app, hub });
}
