import assert from "node:assert/strict";
import type { Page, Request } from "playwright-core";
import type { OpenOptions, Stack } from "./browser_harness.ts";

/** A report that lies on the disk as a file of its own, open in the browser. */
export interface OpenedReport extends AsyncDisposable {
  page: Page;
  /** What it has asked for beside itself. */
  requests: string[];
  html: string;
  path: string;
}

/** Fetches the report of a view as the button of the page does. */
export async function fetchReport({ url }: Stack, view: string): Promise<string> {
  const response = await fetch(new URL(`api/pages/${view}`, url));
  const text = await response.text();
  assert.equal(response.status, 200, text);
  return text;
}

/** Opens a report from the disk. */
export async function openReport(
  { open }: Stack,
  html: string,
  options: OpenOptions = {},
  name = "report.html",
): Promise<OpenedReport> {
  const folder = await Deno.makeTempDir();
  const path = `${folder}/${name}`;
  await Deno.writeTextFile(path, html);
  const requests: string[] = [];
  const note = (request: Request) => {
    const url = request.url();
    if (!url.startsWith(`file://${path}`) && !url.startsWith("data:")) requests.push(url);
  };
  const page = await open(`file://${path}`, {
    ...options,
    async prepare(page) {
      page.on("request", note);
      await options.prepare?.(page);
    },
  });
  await page.waitForLoadState("load");
  return {
    page,
    requests,
    html,
    path,
    async [Symbol.asyncDispose]() {
      await page.context().close();
      await Deno.remove(folder, { recursive: true });
    },
  };
}

/** What each cell of a page shows: its words and its pictures, without what leads elsewhere or needs the server. */
export async function readCells(page: Page): Promise<Record<string, { words: string; pictures: string[] }>> {
  return await page.evaluate(() => {
    const cells = [...document.querySelectorAll<HTMLElement>("main [data-cell]")].map((cell) => {
      const copy = cell.cloneNode(true) as HTMLElement;
      copy.querySelectorAll("[hidden], .gs-acts, .gs-tip, .gs-mark, .gs-note, .gs-desk").forEach((node) =>
        node.remove()
      );
      const pictures = [...copy.querySelectorAll("svg")].map((svg) => {
        svg.querySelectorAll("style").forEach((style) => style.remove());
        return svg.outerHTML.replace(/plot-clip-n?\d+/g, "clip").replace(/(clip)-n?\d+/g, "$1");
      });
      return [cell.dataset["cell"]!, { words: copy.textContent, pictures }];
    });
    return Object.fromEntries(cells);
  });
}
