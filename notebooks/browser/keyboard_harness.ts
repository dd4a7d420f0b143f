import assert from "node:assert/strict";
import type { Page } from "playwright-core";

const controls = "a[href], button, input, select, textarea, summary, [tabindex]";
const looks = ["outline", "borderBottom", "boxShadow", "backgroundColor"] as const;
/** Presses in a row that may stay within one control: an input of a moment has six fields. */
const maxWithin = 8;

/** A control that the keyboard came to, and what is wrong with how it stands there. */
interface Stop {
  /** Its place among the controls of the page. */
  nth: number;
  name: string;
  problem: string | null;
}

/**
 * Walks through a page by Tab and back: each visible control is reached once, in the order of the document, in view, not
 * covered, with its focus shown; and the walk comes to an end. @returns what the controls are called, in that order.
 */
export async function walkPage(page: Page): Promise<string[]> {
  const wanted = await page.evaluate(noteControls, { controls, looks });
  const there = await walk(page, "Tab", wanted.length);
  const back = await walk(page, "Shift+Tab", wanted.length);
  assert.deepEqual(there.map(({ name }) => name), wanted);
  assert.deepEqual(back.map(({ name }) => name).reverse(), wanted);
  const problems = [...there, ...back].flatMap(({ name, problem }) =>
    problem === null ? [] : [`${name} ${problem}`]
  );
  assert.deepEqual(problems, []);
  return wanted;
}

async function walk(page: Page, key: "Tab" | "Shift+Tab", count: number): Promise<Stop[]> {
  await page.evaluate(startBeside, key === "Tab");
  const stops: Stop[] = [];
  let within = 0;
  while (stops.length <= count) {
    await page.keyboard.press(key);
    const stop = await page.evaluate(readStop);
    const isSame = stop?.nth === stops.at(-1)?.nth;
    // Past its last control a page is left, or begins anew.
    if (stop === null || (!isSame && stops.some(({ nth }) => nth === stop.nth))) return stops;
    within = isSame ? within + 1 : 0;
    assert.ok(within < maxWithin, `${stop.name} holds the keyboard`);
    if (!isSame) stops.push(stop);
  }
  return stops;
}

// Where something has had the focus that is gone, the keyboard goes on from there.
function startBeside(isBefore: boolean): void {
  const start = document.createElement("span");
  start.tabIndex = -1;
  document.body.insertAdjacentElement(isBefore ? "afterbegin" : "beforeend", start);
  start.focus({ preventScroll: true });
  start.remove();
}

// Runs in the page, which keeps what it noted.
function noteControls({ controls, looks }: { controls: string; looks: readonly string[] }): string[] {
  const noted = [...document.querySelectorAll<HTMLElement>(controls)].filter((node) =>
    node.tabIndex >= 0 && !node.matches(":disabled") && node.checkVisibility()
  );
  const lookOf = (node: Element) => looks.map((look) => getComputedStyle(node)[look as "outline"]).join();
  const nameOf = (node: HTMLElement) =>
    `${node.localName} "${(node.getAttribute("aria-label") ?? (node.innerText || node.id)).slice(0, 40)}"`;
  // Words may change while it is walked through: each keeps the name that it had.
  const names = noted.map(nameOf);
  Object.assign(globalThis, { noted, lookOf, names, calm: noted.map(lookOf) });
  return names;
}

function readStop(): Stop | null {
  const { noted, lookOf, names, calm } = globalThis as unknown as {
    noted: HTMLElement[];
    lookOf(node: Element): string;
    names: string[];
    calm: string[];
  };
  const node = document.activeElement as HTMLElement;
  if (node === document.body) return null;
  const nth = noted.indexOf(node);
  const { left, right, top, bottom } = node.getBoundingClientRect();
  const inView = left >= -1 && top >= -1 && right <= innerWidth + 1 &&
    (bottom <= innerHeight + 1 || top === 0);
  const over = document.elementFromPoint(
    (left + right) / 2,
    (Math.max(0, top) + Math.min(innerHeight, bottom)) / 2,
  );
  const problem = nth === -1
    ? "is no visible control"
    : !inView
    ? "is out of view"
    : over === null || !(node.contains(over) || over.contains(node))
    ? `is covered by ${over?.outerHTML.slice(0, 80)}`
    : lookOf(node) === calm[nth]
    ? "does not show its focus"
    : null;
  return { nth, name: names[nth] ?? node.outerHTML.slice(0, 80), problem };
}
