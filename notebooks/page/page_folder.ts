import { messageOf } from "../../ingest/base/errors.ts";
import { checkPage, type PageChecks, type Topics } from "./check_page.ts";
import { type Helper, helperFile, type Helpers } from "./helper_module.ts";
import { compileHelpers } from "./link_helpers.ts";
import type { Page } from "./page.ts";
import { pageFile } from "./page_file.ts";
import { parsePage } from "./parse_page.ts";

/** The pages of a folder, compiled, and the helpers beside them. Nothing else of the folder is ever read. */
export interface PageFolder {
  /** All pages in the order of the bar. */
  pages(): Page[];
  page(name: string): Page | undefined;
  helper(name: string): Helper | undefined;
  /**
   * Reads these files again (and any that came or went) and compiles what they change, nothing else. A file that cannot be read
   * stays as it was.
   * @returns the names of the pages that are different now, that came, and that went.
   */
  refresh(files: ReadonlySet<string>): Promise<string[]>;
}

/** What a folder of pages needs from outside. */
export interface PageFolderDeps {
  reads: PageChecks;
  topics: Topics;
  warn: (text: string) => void;
  /** Reads a file of the folder. */
  read?: (file: URL) => Promise<string>;
}

/** Compiles the pages of a folder; SQL that pages may not run becomes its cell's error. */
export async function openPageFolder(folder: URL, deps: PageFolderDeps): Promise<PageFolder> {
  let texts = new Map<string, string>();
  let pages = new Map<string, Page>();
  let helpers = compileHelpers(new Map());
  let running: Promise<unknown> = Promise.resolve();

  const refresh = async (files: ReadonlySet<string>) => {
    const next = await readTexts(folder, texts, files, deps);
    const changed = new Set(
      [...next.keys(), ...texts.keys()].filter((file) => next.get(file) !== texts.get(file)),
    );
    if (changed.size === 0) return [];
    const helpersChanged = [...changed].some((file) => helperFile.test(file));
    if (helpersChanged) helpers = compileHelpers(pick(next, helperFile));
    const before = pages;
    const after = new Map<string, Page>();
    for (const [file, text] of [...pick(next, pageFile)].sort(([a], [b]) => a < b ? -1 : 1)) {
      const name = pageFile.exec(file)![1]!;
      const known = before.get(name);
      const same = known !== undefined && !changed.has(file) && !(helpersChanged && importsAny(known));
      after.set(name, same ? known : await compile(name, text, helpers, deps));
    }
    // Not before all is compiled: where the store is too busy for that, the same files are new to the next call.
    texts = next;
    pages = after;
    const names = new Set([...before.keys(), ...after.keys()]);
    return [...names].filter((name) => before.get(name)?.hash !== after.get(name)?.hash);
  };
  await refresh(new Set());

  return {
    pages: () => [...pages.values()].sort((a, b) => a.order - b.order),
    page: (name) => pages.get(name),
    helper: (name) => helpers[name],
    refresh: (files) => {
      const result = running.then(() => refresh(files));
      running = result.catch(() => {});
      return result;
    },
  };
}

async function compile(name: string, text: string, helpers: Helpers, deps: PageFolderDeps): Promise<Page> {
  const page = parsePage(name, text, helpers);
  await checkPage(page, deps.reads, deps.topics);
  return page;
}

function importsAny(page: Page): boolean {
  return page.cells.some((cell) => cell.kind === "js" && cell.code.imports.length > 0);
}

function pick(texts: Map<string, string>, names: RegExp): Map<string, string> {
  return new Map([...texts].filter(([file]) => names.test(file)));
}

async function readTexts(
  folder: URL,
  known: Map<string, string>,
  again: ReadonlySet<string>,
  { warn, read = Deno.readTextFile }: PageFolderDeps,
): Promise<Map<string, string>> {
  const texts = new Map<string, string>();
  for await (const { name, isFile } of Deno.readDir(folder)) {
    if (!isFile || !(pageFile.test(name) || helperFile.test(name))) continue;
    const before = known.get(name);
    const text = before === undefined || again.has(name)
      ? await read(new URL(name, folder)).catch((error) => {
        warn(`Cannot read ${name}, it stays as it was: ${messageOf(error)}`);
        return before;
      })
      : before;
    if (text !== undefined) texts.set(name, text);
  }
  return texts;
}
