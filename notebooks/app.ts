import { type Context, Hono } from "hono";
import { secureHeaders } from "hono/secure-headers";
import { type Asset, type Assets, takesGzip } from "./serve/assets.ts";
import { answerCell } from "./serve/cell_route.ts";
import type { AskCell } from "./live/ask_cell.ts";
import { addHealthRoutes, type Watched } from "./operate/health_routes.ts";
import { writeCellsModule } from "./page/cells_module.ts";
import { writeHelper } from "./page/helper_module.ts";
import { helperHref } from "./page/link_helpers.ts";
import type { PageFolder } from "./page/page_folder.ts";
import { renderMain, renderNotice, renderPage } from "./page/render.ts";
import type { PaintFirst } from "./paint/first_paint.ts";

/** What the routes need from outside. */
export interface AppDeps {
  folder: Pick<PageFolder, "pages" | "page" | "helper">;
  assets: Assets;
  watched: Watched;
  askCell: AskCell;
  paintFirst: PaintFirst;
  /** Whether who reads may do more than read. */
  isOwn: boolean;
  warn: (text: string) => void;
}

const forever = "public, max-age=31536000, immutable";

/** The routes of the site and the order of its middleware. Pages and assets are looked up in lists, never on disk. */
export function createApp(deps: AppDeps): Hono {
  const app = new Hono();
  const { pages, page: find, helper: findHelper } = deps.folder;

  app.use(secureHeaders(headers));

  addHealthRoutes(app, deps.watched);

  app.get("/", (c) => {
    const first = find("pulse") ?? pages()[0];
    return first === undefined ? c.notFound() : c.redirect(`/${first.name}`);
  });

  app.get("/assets/:name", (c) => {
    const asset = deps.assets.get(c.req.param("name"));
    return asset === undefined ? c.notFound() : sendAsset(asset, c.req.raw);
  });

  app.get("/pages/:page/cells.js", (c) => {
    const page = find(c.req.param("page"));
    if (page === undefined) return c.notFound();
    return sendScript(c, writeCellsModule(page), page.hash);
  });

  app.get("/pages/lib/:file{[a-z0-9_-]+\\.js}", (c) => {
    const helper = findHelper(c.req.param("file").slice(0, -3));
    if (helper === undefined || helper.error !== undefined) return c.notFound();
    const code = writeHelper(helper, (name) => helperHref(findHelper(name)!));
    return sendScript(c, code, helper.hash);
  });

  app.get("/api/pages/:page/cells/:cell", (c) => answerCell(c, pages(), deps.askCell));

  app.get("/:page", async (c) => {
    const page = find(c.req.param("page"));
    if (page === undefined) return c.notFound();
    const cellsHref = `/pages/${page.name}/cells.js?v=${page.hash}`;
    c.header("cache-control", "no-cache");
    const main = renderMain(page, cellsHref);
    // An open tab asks for its page anew by fetch, and draws the changed cells itself.
    const isOpen = c.req.header("sec-fetch-dest") === "empty";
    const filled = isOpen ? { painted: null, results: null } : await deps.paintFirst(page, main, c.req.raw);
    const frame = { assets: deps.assets, pages: pages(), cellsHref, isOwn: deps.isOwn };
    return c.html(renderPage(page, frame, main, filled));
  });

  app.notFound((c) => c.html(renderNotice("Nothing is at this address.", deps.assets), 404));
  app.onError((error, c) => {
    deps.warn(`Cannot answer ${c.req.method} ${c.req.path}: ${error.message}`);
    return c.html(renderNotice("The server could not answer; its log says why.", deps.assets), 500);
  });
  return app;
}

const headers: Parameters<typeof secureHeaders>[0] = {
  contentSecurityPolicy: {
    defaultSrc: ["'none'"],
    scriptSrc: ["'self'"],
    // Plot writes a style element into each chart.
    styleSrc: ["'self'", "'unsafe-inline'"],
    fontSrc: ["'self'"],
    imgSrc: ["'self'", "data:"],
    connectSrc: ["'self'"],
    baseUri: ["'none'"],
    formAction: ["'none'"],
    frameAncestors: ["'none'"],
  },
  xFrameOptions: "DENY",
  referrerPolicy: "no-referrer",
  strictTransportSecurity: false,
};

function sendScript(c: Context, code: string, hash: string): Response {
  return c.body(code, 200, {
    "content-type": "text/javascript; charset=utf-8",
    "cache-control": c.req.query("v") === hash ? forever : "no-cache",
  });
}

function sendAsset(asset: Asset, request: Request): Response {
  const zipped = asset.gzip !== undefined && takesGzip(request.headers.get("accept-encoding") ?? "");
  const current = asset.href.endsWith(new URL(request.url).search || "?");
  return new Response(zipped ? asset.gzip : asset.body, {
    headers: {
      "content-type": asset.type,
      "cache-control": current ? forever : "no-cache",
      vary: "accept-encoding",
      ...(zipped ? { "content-encoding": "gzip" } : {}),
    },
  });
}
