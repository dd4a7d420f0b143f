import type { AskPage } from "../live/ask_page.ts";
import { hasWrongTopic, readAddress } from "../page/address.ts";
import { writeCellsModule } from "../page/cells_module.ts";
import { helperDataHref } from "../page/link_helpers.ts";
import type { Page } from "../page/page.ts";
import type { CheckTopic } from "../page/param_values.ts";
import type { PostsBehind } from "../why/posts_behind.ts";
import type { Painted } from "./paint_job.ts";
import type { Painter } from "./painter.ts";
import { readReader } from "./reader.ts";

const resultsWithinMs = 700;

/** What a page is sent with, so that it stands complete before its client runs. */
export interface FirstPaint {
  painted: Painted | null;
  /** The results that are shown, as the hub sends them; null where they did not come in time or the topic cannot be read. */
  results: string | null;
}

/** What the first paint needs from outside. */
export interface FirstPaintDeps {
  ask: AskPage;
  painter: Pick<Painter, "paint">;
  /** The posts of the drawer that an address opens; null where it opens none, or they cannot be had. */
  posts(page: Page, search: string): Promise<PostsBehind | null>;
  checkTopic: CheckTopic;
  now: () => number;
}

/** Gets the results for the address of a request and has the page painted with them. Never throws for what readers send. */
export type PaintFirst = (page: Page, main: string, request: Request) => Promise<FirstPaint>;

/** The first paint of pages. A topic that cannot be read is painted with what is wrong and without numbers. */
export function createPaintFirst(deps: FirstPaintDeps): PaintFirst {
  return async (page, main, request) => {
    const { search } = new URL(request.url);
    const { values, time, refused } = readAddress(page.params, search, deps.checkTopic, deps.now());
    const isWrong = hasWrongTopic(page.params, Object.keys(refused));
    const question = { page: page.name, params: values, time };
    const results = isWrong ? null : await deps.ask(question, resultsWithinMs);
    if (!isWrong && results === null) return { painted: null, results };
    const why = isWrong ? null : await deps.posts(page, search);
    const { zone, width, guessed } = readReader(
      request.headers.get("cookie") ?? "",
      request.headers.get("user-agent") ?? "",
    );
    const cells = { source: writeCells(page), hash: page.hash };
    const painted = await deps.painter.paint({
      url: request.url,
      main,
      cells,
      results,
      zone,
      width,
      guessed,
      why,
    });
    return { painted, results };
  };
}

// Nothing can be fetched where pages are painted: helpers come along.
function writeCells(page: Page): string {
  return writeCellsModule(page, ({ name }) => helperDataHref(name, page.helpers));
}
