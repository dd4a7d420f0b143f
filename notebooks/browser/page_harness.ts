import axe, { type AxeResults } from "axe-core";
import type { Page } from "playwright-core";
import { needsBrowser } from "../../ingest/base/test_needs.ts";
import { type Stack, type TestPages, type TestPost, withStack } from "./browser_harness.ts";

/** A minute in milliseconds. */
export const minuteMs = 60_000;
/** How long a test waits for the page to show something, milliseconds. */
export const waitMs = 60_000;
/** What a cell shows that waits for another. */
export const waitingNote = ".gs-note > :is(.gs-box, .gs-quiet)";
const moods = ["terrible, I hate it", "lovely, I love it", "on the table"];

/** Posts of one text, spread over some minutes that end `before` minutes ago. */
export function posts(count: number, text: string, { from = 0, before = 2, minutes = 50 } = {}): TestPost[] {
  return Array.from({ length: count }, (_, index) => ({
    id: `${text}-${from + index}`,
    text: `${text} number${from + index}, ${moods[index % 3]}`,
    createdAt: Date.now() - (before + index % minutes) * minuteMs,
    author: `someone ${index % 7}`,
    authorId: `${index % 7}`,
  }));
}

/** A number of the page by its label. */
export const valueOf = (page: Page, label: string) =>
  page.locator(".gs-numbers dl").filter({ has: page.locator("dt", { hasText: new RegExp(`^${label}`) }) })
    .locator(".gs-value");

/** Waits until the page counts so many posts, and all that it shows is of the same view. */
export async function waitForCount(page: Page, count: number): Promise<void> {
  await valueOf(page, "Posts").filter({ hasText: new RegExp(`^${count}$`) }).waitFor({ timeout: waitMs });
  await waitUntilWhole(page);
}

/** Waits until no cell of the page waits for its query: on a busy machine some come after the others. */
export async function waitUntilWhole(page: Page): Promise<void> {
  await page.waitForFunction(
    (waiting) => document.querySelector(waiting) === null,
    waitingNote,
    { timeout: waitMs },
  );
}

/** Serves a page with empty cells, as an open tab asks for it. The header cannot be changed on its way. */
export async function serveUnpainted(page: Page, url: URL): Promise<void> {
  const response = await fetch(url, { headers: { "sec-fetch-dest": "empty" } });
  const body = await response.text();
  await page.route(url.href, (route) => route.fulfill({ contentType: "text/html", body }));
}

/** The open drawer. */
export const drawer = (page: Page) => page.getByRole("complementary", { name: /^Why/ });

/** Waits for the drawer of a number, and counts all posts that it shows. */
export async function readDrawer(page: Page, number: string): Promise<number> {
  // The one before may be of an equal number.
  await page.locator("aside.gs-why:is([aria-busy], [data-painted])").waitFor({
    state: "detached",
    timeout: waitMs,
  });
  await drawer(page).getByRole("heading", { name: `Why ${number}?`, exact: true }).waitFor({
    timeout: waitMs,
  });
  const list = drawer(page).locator(".gs-posts > li");
  const more = drawer(page).getByRole("button", { name: /^Next/ });
  while (await more.isVisible()) {
    const before = await list.count();
    await more.click();
    // It may be folded below another.
    await list.nth(before).waitFor({ state: "attached", timeout: waitMs });
  }
  return await list.count();
}

/** What axe finds serious or critical, with the HTML of each place; the page must have been opened with `bypassCSP`. */
export async function seriousFindings(page: Page): Promise<[string, string[]][]> {
  await page.addScriptTag({ content: axe.source });
  const { violations } = await page.evaluate("axe.run()") as AxeResults;
  return violations
    .filter(({ impact }) => impact === "serious" || impact === "critical")
    .map(({ id, nodes }) => [id, nodes.map(({ html }) => html)]);
}

/** A test on the whole stack with a browser, or of pages of its own. */
export function browserTest(
  name: string,
  run: (stack: Stack) => Promise<void>,
  pages?: TestPages,
  isPublic = false,
): void {
  Deno.test({ name, ...needsBrowser, fn: () => withStack(run, pages, isPublic) });
}
