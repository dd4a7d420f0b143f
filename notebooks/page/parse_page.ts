import { checkChoices } from "./choices.ts";
import { createCellIds, shortHash } from "./cell_ids.ts";
import { compileJs } from "./compile_js.ts";
import { compileSqlFence } from "./compile_sql.ts";
import { columns, readFenceInfo } from "./fence_info.ts";
import { splitPage } from "./front_matter.ts";
import type { Helpers } from "./helper_module.ts";
import { linkCells } from "./link_helpers.ts";
import { readMarkdown } from "./markdown.ts";
import { refuseCycles } from "./cycles.ts";
import { refuseNameClashes } from "./names.ts";
import type { Block, Cell, Page } from "./page.ts";

/**
 * Compiles the text of a page's file with the helpers beside it. Never throws: what is wrong becomes an error of its cell or
 * of the page.
 */
export function parsePage(name: string, text: string, helpers: Helpers = {}): Page {
  const { head, body, line, problems, lineOfParam } = splitPage(text);
  const cells: Cell[] = [];
  const add = (cell: Cell) => {
    cells.push(cell);
    return cell.id;
  };
  const nextId = createCellIds();
  const pieces = readMarkdown(
    body,
    line,
    (source, at) =>
      add({
        kind: "js",
        id: nextId({ kind: "js", name: "", info: "inline", source }),
        name: "",
        inline: true,
        line: at,
        span: columns,
        code: compileJs(source, at, true),
      }),
  );
  const blocks: Block[] = pieces.map((piece) => {
    if (piece.kind === "prose") {
      return { prose: piece.html, id: nextId({ kind: "prose", name: "", info: "", source: piece.html }) };
    }
    return { cell: add(makeCell(piece, nextId)) };
  });
  refuseNameClashes(cells, Object.keys(head.params));
  refuseCycles(cells);
  const page = {
    name,
    title: head.title ?? name,
    description: head.description,
    params: head.params,
    refresh: head.refresh,
    time: head.time,
    order: head.order,
    layout: head.layout,
    export: head.export,
    blocks,
    cells: cells.toSorted((a, b) => a.line - b.line),
    helpers: linkCells(cells, helpers),
    problems: [...problems, ...checkChoices(head.params, cells, lineOfParam)],
  };
  return { ...page, hash: shortHash(JSON.stringify(page)) };
}

function makeCell(
  fence: { info: string; source: string; line: number },
  nextId: ReturnType<typeof createCellIds>,
): Cell {
  const info = readFenceInfo(fence.info);
  const { kind, name, span, problem } = info;
  const id = nextId({ kind, name, info: fence.info, source: fence.source });
  const base = { id, name, line: fence.line, span };
  if (kind === "js") {
    const code = compileJs(fence.source, fence.line);
    if (problem !== undefined) code.error ??= { message: problem, line: fence.line - 1 };
    return { ...base, kind, inline: false, code };
  }
  const sql = compileSqlFence(info, fence.source, fence.line);
  if (name !== "") return { ...base, kind, ...sql };
  const error = { message: "A SQL cell needs a name: ```sql name", line: fence.line - 1 };
  return { ...base, kind, ...sql, error };
}
