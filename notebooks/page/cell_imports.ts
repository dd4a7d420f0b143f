import { type ImportDeclaration, type Options, Parser, type Program } from "acorn";
import { helperNamed } from "./helper_module.ts";
import type { CellImport } from "./page.ts";

/**
 * Takes the imports off the head of a cell; what follows keeps its lines and columns. Text that does not parse as a program
 * comes back as it is. @throws {SyntaxError} for what cannot be imported, and for imports and exports elsewhere.
 */
export function readImports(
  text: string,
  line: number,
  options: Options,
): { source: string; imports: CellImport[] } {
  const program = parseProgram(text, options);
  if (program === null) return { source: text, imports: [] };
  const first = program.body.findIndex(({ type }) => type !== "ImportDeclaration");
  const head = program.body.slice(0, first === -1 ? undefined : first) as ImportDeclaration[];
  const stray = program.body.slice(head.length).find(({ type }) => /^(Import|Export)/.test(type));
  if (stray !== undefined) {
    throw failAt(
      stray.type === "ImportDeclaration" ? "Imports stand first in a cell" : "A cell cannot export",
      stray,
    );
  }
  const end = head.at(-1)?.end ?? 0;
  return {
    source: text.slice(0, end).replace(/[^\n]/g, " ") + text.slice(end),
    imports: head.map((node) => readImport(node, text, line)),
  };
}

function readImport(node: ImportDeclaration, text: string, line: number): CellImport {
  const meant = helperNamed(String(node.source.value));
  if (meant === null) {
    throw failAt(
      `A cell imports files beside its page, like "./words.ts"; ${node.source.raw} is none`,
      node.source,
    );
  }
  const names = node.specifiers.map((specifier): [string, string] => {
    const local = specifier.local.name;
    if (specifier.type === "ImportDefaultSpecifier") return [local, "default"];
    if (specifier.type === "ImportNamespaceSpecifier") return [local, "*"];
    const { imported } = specifier;
    return [local, imported.type === "Identifier" ? imported.name : String(imported.value)];
  });
  return {
    file: meant.file,
    helper: meant.name,
    line: line + text.slice(0, node.start).split("\n").length - 1,
    names: Object.fromEntries(names),
  };
}

function parseProgram(text: string, options: Options): Program | null {
  try {
    return Parser.parse(text, options);
  } catch {
    return null;
  }
}

function failAt(message: string, { start }: { start: number }): SyntaxError {
  return Object.assign(new SyntaxError(message), { pos: start });
}
