import { shortHash } from "./cell_ids.ts";
import { compileHelper, type Helper, type Helpers, writeHelper } from "./helper_module.ts";
import type { Cell, CellError, CellImport } from "./page.ts";

/** Compiles the helpers of a folder together; `files` holds their texts by file name. */
export function compileHelpers(files: ReadonlyMap<string, string>): Helpers {
  const helpers: Helpers = Object.create(null);
  for (const [file, source] of [...files].sort(([a], [b]) => a < b ? -1 : 1)) {
    const helper = compileHelper(file, source);
    const twin = helpers[helper.name];
    if (twin === undefined) helpers[helper.name] = helper;
    else twin.error = { message: `${twin.file} and ${file} share a name; keep one` };
  }
  const linked: Helpers = Object.create(null);
  for (const name of Object.keys(helpers)) link(name, helpers, linked, []);
  return linked;
}

/** The helpers that the cells of a page use, directly or by others; what is wrong with one is its cells' error. */
export function linkCells(cells: Cell[], all: Helpers): Helpers {
  const used: Helpers = {};
  for (const cell of cells) {
    if (cell.kind !== "js") continue;
    for (const wanted of cell.code.imports) {
      const helper = Object.hasOwn(all, wanted.helper) ? all[wanted.helper] : undefined;
      const error = helper === undefined || helper.file !== wanted.file
        ? { message: `No file "${wanted.file}" beside this page`, line: wanted.line }
        : placeError(helper, wanted);
      if (error !== undefined) cell.code.error ??= error;
      if (helper !== undefined) take(helper, all, used);
    }
  }
  return used;
}

/** The address of a helper's code. */
export function helperHref({ name, hash }: Helper): string {
  return `/pages/lib/${name}.js?v=${hash}`;
}

/** A helper and all it imports as one `data:` address, for where nothing can be fetched. */
export function helperDataHref(name: string, helpers: Helpers): string {
  const code = writeHelper(helpers[name]!, (other) => helperDataHref(other, helpers));
  return `data:text/javascript,${encodeURIComponent(code)}`;
}

function take(helper: Helper, all: Helpers, used: Helpers): void {
  if (Object.hasOwn(used, helper.name)) return;
  used[helper.name] = helper;
  for (const { name } of helper.imports) if (all[name] !== undefined) take(all[name], all, used);
}

// What a helper imports comes first, so that its hash changes with it.
function link(name: string, helpers: Helpers, linked: Helpers, path: string[]): Helper | undefined {
  const helper = helpers[name];
  if (helper === undefined || linked[name] !== undefined) return linked[name];
  const hashes = [helper.hash];
  for (const wanted of helper.imports) {
    if (path.includes(wanted.name) || wanted.name === name) {
      helper.error ??= { message: `${helper.file} and ${helpers[wanted.name]!.file} import each other` };
      continue;
    }
    const other = link(wanted.name, helpers, linked, [...path, name]);
    if (other === undefined) helper.error ??= { message: `no helper "${wanted.name}" beside it` };
    else {
      if (other.error !== undefined) helper.error ??= { message: describe(other) };
      hashes.push(other.hash);
    }
  }
  return linked[name] = { ...helper, hash: hashes.length === 1 ? helper.hash : shortHash(hashes.join()) };
}

function placeError(helper: Helper, { line }: CellImport): CellError | undefined {
  return helper.error && { message: describe(helper), line };
}

function describe({ file, error }: Helper): string {
  return `${file}${error!.line === undefined ? "" : `, line ${error!.line}`}: ${error!.message}`;
}
