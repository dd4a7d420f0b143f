import assert from "node:assert/strict";
import type { Page, WebSocketRoute } from "playwright-core";
import type { ClientMessage, ServerMessage } from "../live/protocol.ts";
import { waitingBody } from "../live/shown.ts";
import { browserTest as test, posts, serveUnpainted, waitForCount, waitMs } from "./page_harness.ts";

type Results = Extract<ServerMessage, { type: "results" }>;

/** What a line of text more than the room that was kept moves on a screen that shows the whole upper half of the page. */
const maxShift = 0.01;
const viewports = [{ width: 1440, height: 2000 }, { width: 380, height: 3000 }];
const firstResults = /<script type="application\/json" id="first">(.*)<\/script>/;

/** In place of the server: a page with empty cells, and a connection on which one result comes only when `release` is called. */
function holdResult(url: URL, results: Results, name: string) {
  let tab: WebSocketRoute;
  let id: number;
  const late = { ...results.cells, [name]: JSON.parse(waitingBody) };
  const send = (cells: Results["cells"]) => tab.send(JSON.stringify({ ...results, id, cells }));
  const prepare = async (page: Page) => {
    await page.addInitScript(addUpShifts);
    await serveUnpainted(page, url);
    await page.routeWebSocket(/\/live$/, (client) => {
      tab = client;
      client.onMessage((text) => {
        const message = JSON.parse(String(text)) as ClientMessage;
        if (message.type !== "watch") return;
        id = message.id;
        send(late);
      });
    });
  };
  return { prepare, release: () => send({ [name]: results.cells[name]! }) };
}

/** The results that a page is sent with, once none of them is late. */
async function readResults(url: URL): Promise<Results> {
  for (const end = Date.now() + waitMs; Date.now() < end;) {
    const text = firstResults.exec(await (await fetch(url)).text())?.[1];
    const results = text && JSON.parse(text) as Results;
    if (results && Object.values(results.cells).every((body) => !("error" in body))) return results;
  }
  throw new Error(`a cell was late for ${waitMs} ms`);
}

// What a frame has moved is known once the next one has begun.
async function readShift(page: Page): Promise<number> {
  await page.evaluate("new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))");
  return await page.evaluate("readShift()") as number;
}

/** Runs in the page: `readShift()` is how much has moved without being asked. */
function addUpShifts(): void {
  let shift = 0;
  const add = (entries: PerformanceEntryList) => {
    for (const entry of entries) shift += (entry as PerformanceEntry & { value: number }).value;
  };
  const observer = new PerformanceObserver((list) => add(list.getEntries()));
  observer.observe({ type: "layout-shift", buffered: true });
  Reflect.set(globalThis, "readShift", () => {
    add(observer.takeRecords());
    return shift;
  });
}

/** Runs in the page: no room is kept that nobody sees. */
function isRoomInSight(): boolean {
  return [...document.querySelectorAll("[data-late]")].every((cell) =>
    cell.lastElementChild!.getBoundingClientRect().bottom <= innerHeight
  );
}

for (const viewport of viewports) {
  test(`what comes late comes into the room that was kept for it, at ${viewport.width}`, async (stack) => {
    await stack.post(...posts(90, "storm"), ...posts(50, "harvest"));
    await waitForCount(await stack.open("/topic"), 140);
    const url = new URL("/topic", stack.url);
    const results = await readResults(url);
    for (const name of ["series", "totals"]) {
      const { prepare, release } = holdResult(url, results, name);
      const page = await stack.open("/topic", { viewport, prepare });
      const waits = page.locator(".gs-waits:visible", { hasText: `Waits for “${name}”` });
      await waits.first().waitFor({ timeout: waitMs });
      await page.locator("main[data-drawn]").waitFor({ timeout: waitMs });
      await page.evaluate("document.fonts.ready.then(() => null)");
      const before = await readShift(page);
      release();
      await page.waitForFunction("document.querySelector('.gs-waits') === null", null, { timeout: waitMs });
      const shift = await readShift(page) - before;
      assert.ok(shift < maxShift, `${name} moved the page by ${shift}`);
      await page.waitForFunction(isRoomInSight, null, { timeout: waitMs });
      await page.context().close();
    }
    assert.deepEqual(stack.complaints, []);
  });
}
