import { element } from "./dom.ts";
import { morphGrid } from "./morph_page.ts";

/** Keeps the page to its file while that is edited. */
export interface HotReload {
  /** The file's page has this hash now; null: there is no such file any more. */
  follow(hash: string | null): void;
}

/** What a hot reload needs of the page. */
export interface HotReloadDeps<Module> {
  /** The hash of the page as it stands here. */
  hash: () => string;
  /** The element that holds the page, with `data-cells`. */
  root: HTMLElement;
  /** Takes the cells; their places are on the page. */
  apply(module: Module): void;
}

/** Fetches the page's address again when its file changes, and takes over what is different. One at a time, the newest wins. */
export function createHotReload<Module>({ hash, root, apply }: HotReloadDeps<Module>): HotReload {
  const gone = element(
    "p",
    { class: "gs-banner", role: "status" },
    element("b", { "aria-hidden": "true" }, "! "),
    element("strong", {}, "The file of this page was removed."),
    " What stands here is its last state. Put the file back, or go to another page.",
  );
  let wanted: string | null = null;
  let running = false;
  const fetchPage = async () => {
    const response = await fetch(location.href, { cache: "no-store" });
    if (!response.ok) return null;
    const page = new DOMParser().parseFromString(await response.text(), "text/html");
    const next = page.querySelector<HTMLElement>("main[data-cells]");
    const href = next?.dataset["cells"];
    if (next === null || href === undefined) return null;
    return { next, href, module: await import(href) as Module };
  };
  const load = async () => {
    // Where the server is away, the hash that goes with the next watch brings this back.
    const fetched = await fetchPage().catch(() => null);
    if (fetched === null) return;
    const { next, href, module } = fetched;
    morphGrid(root.querySelector(".gs-grid")!, next.querySelector(".gs-grid")!);
    takeProblems(root, next);
    root.dataset["cells"] = href;
    apply(module);
  };
  const run = async () => {
    running = true;
    try {
      // A file that changes faster than it loads is asked for again, its name says up to when.
      for (let asked: string | null = null; wanted !== null && wanted !== hash() && wanted !== asked;) {
        asked = wanted;
        await load();
      }
    } finally {
      running = false;
    }
  };
  return {
    follow(next) {
      wanted = next;
      if (next === null) root.querySelector("#banner")!.before(gone);
      else gone.remove();
      if (!running) void run();
    },
  };
}

function takeProblems(root: HTMLElement, next: HTMLElement): void {
  for (const old of root.querySelectorAll(":scope > .gs-problem")) old.remove();
  const problems = [...next.querySelectorAll(":scope > .gs-problem")];
  root.querySelector(".gs-grid")!.before(...problems.map((problem) => document.importNode(problem, true)));
}
