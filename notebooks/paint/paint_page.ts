import { browserAddress } from "../client/page_address.ts";
import { type CellsModule, createPageView } from "../client/page_view.ts";
import { watchLoops } from "../client/loop_watch.ts";
import { finishReport } from "../client/report/finish_report.ts";
import { openReport } from "../client/report/open_report.ts";
import type { AskWhy } from "../client/why/ask.ts";
import { forgetChosen } from "../client/why/chosen.ts";
import { forgetStamps } from "../client/why/stamps.ts";
import { setToday } from "../client/words.ts";
import { within } from "../client/within.ts";
import { setZone } from "../client/zone.ts";
import type { SavedReport } from "../export/saved.ts";
import type { PostsBehind } from "../why/posts_behind.ts";
import type { OpenDom } from "./dom.ts";
import type { Painted, PaintJob } from "./paint_job.ts";
import { SizeTeller, tellSizes } from "./sizes.ts";

const settleMs = 250;
/** Nobody waits for a report, and it is to be whole. */
const settleReportMs = 5000;
const loopMs = 400;
const maxModules = 20;
const modules = new Map<string, CellsModule>();

watchLoops(loopMs);
Object.defineProperty(globalThis, "ResizeObserver", { value: SizeTeller });
// Nothing is seen here: cells that wait for it are left to the browser.
Object.defineProperty(globalThis, "IntersectionObserver", {
  value: class {
    observe() {}
    disconnect() {}
  },
});

/**
 * Runs the client on a page until its cells have settled, a quarter of a second at most, and returns what it drew. Reports have
 * 5 s, and those of equal data are equal; without a script they keep what failed.
 */
export async function paintPage(job: PaintJob, openDom: (url: string) => OpenDom): Promise<Painted> {
  using _page = openDom(job.url);
  setZone(job.zone);
  document.body.innerHTML = job.main;
  const root = document.body.querySelector("main")!;
  const module = await importCells(job.cells);
  const report: SavedReport | null = job.report === undefined ? null : JSON.parse(job.report.saved);
  const opened = report === null ? null : openReport(module, root, report);
  const home = job.why ? { address: browserAddress, ask: answerOnce(job.why) } : undefined;
  const view = opened?.page ?? createPageView(module, root, Date.now, home);
  try {
    if (opened === null && job.results === null) view.status.set({ kind: "idle" });
    else {
      if (opened === null) view.start(JSON.parse(job.results!));
      await within(opened === null ? settleMs : settleReportMs, view.notebook.settled());
      // On a busy machine the time may be over before the first cell has run: what only waits for its turn gets it.
      await new Promise((resolve) => setTimeout(resolve));
      tellSizes(job.width);
    }
    const failed = failuresIn(root);
    if (job.report?.script !== false) emptyFailed(root);
    if (opened !== null) await finishReport(root, report!, opened, job.report!.script);
    writeInputs(root);
    refuseUnsafe(root);
    if (job.guessed) root.dataset["guessed"] = String(job.width);
    const drawer = job.why ? takeDrawer() : null;
    return { main: root.outerHTML, drawer, title: document.title, failed };
  } finally {
    view.notebook.dispose();
    forgetChosen();
    forgetStamps();
    setToday(Date.now);
  }
}

// The drawer that the address opens, with the posts that came with the job.
function answerOnce(value: PostsBehind): AskWhy {
  const problem = "Nothing can be asked where pages are painted.";
  return {
    posts: () => Promise.resolve({ value }),
    opinions: null,
    csvHref: () => null,
    query: () => Promise.resolve({ problem }),
  };
}

function takeDrawer(): string | null {
  const drawer = document.body.querySelector<HTMLElement>("aside.gs-why:not([hidden])");
  if (drawer === null || drawer.querySelector(".gs-why-part") === null) return null;
  refuseUnsafe(drawer);
  drawer.dataset["painted"] = "";
  return drawer.outerHTML;
}

async function importCells({ source, hash }: PaintJob["cells"]): Promise<CellsModule> {
  const known = modules.get(hash);
  if (known !== undefined) return known;
  const module = await import(`data:text/javascript,${encodeURIComponent(source)}`);
  if (modules.size >= maxModules) modules.clear();
  modules.set(hash, module);
  return module;
}

function failuresIn(root: HTMLElement): string[] {
  return [...root.querySelectorAll(".gs-failed p, .gs-failed-inline")].map(({ textContent }) =>
    textContent.trim()
  );
}

// A cell may need what only a browser has: it is the browser's to say that it failed. That it waits holds anywhere.
function emptyFailed(root: HTMLElement): void {
  for (const place of root.querySelectorAll("[data-cell]:not([data-late])")) {
    if (place.querySelector(":scope > .gs-note")?.hasChildNodes()) place.replaceChildren();
  }
}

// What someone would find in an input is no attribute of it by itself.
function writeInputs(root: HTMLElement): void {
  for (const input of root.querySelectorAll("input")) {
    input.setAttribute("value", input.value);
    input.toggleAttribute("checked", input.checked);
  }
}

function refuseUnsafe(root: HTMLElement): void {
  const active = root.querySelector("script, iframe, object, embed, base, meta, link");
  if (active !== null) throw new Error(`a cell made a ${active.localName} element`);
  // These hold their text unescaped, so that what was text here could be an element there.
  for (const node of root.querySelectorAll("style, xmp, noembed, noframes, noscript, plaintext")) {
    if (node.textContent.includes("<")) throw new Error(`text in a ${node.localName} element holds "<"`);
  }
}
