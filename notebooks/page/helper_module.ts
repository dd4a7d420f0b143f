import { stripTypeScriptTypes } from "node:module";
import { Parser, type Program } from "acorn";
import { full } from "acorn-walk";
import { shortHash } from "./cell_ids.ts";
import { insertLoopChecks } from "./loop_checks.ts";
import { takeLoopCheck } from "./loop_marks.ts";
import type { CellError } from "./page.ts";

const options = { ecmaVersion: "latest", sourceType: "module" } as const;

/** A file of code beside the pages, which cells import by its name. */
export interface Helper {
  /** Its name without extension; its address is made of it. */
  name: string;
  /** `helper.ts` */
  file: string;
  /** JavaScript with loop checks, each line where the file has it. */
  code: string;
  /** Where the code names other helpers, in order. */
  imports: HelperImport[];
  /** Changes with the file, and with whatever it imports. */
  hash: string;
  /** Why it cannot run; the line is the helper's. */
  error?: CellError;
}

/** A quoted file name in the code of a helper: its place in the text and the helper meant. */
export interface HelperImport {
  start: number;
  end: number;
  name: string;
}

/** Helpers by name. */
export type Helpers = Record<string, Helper>;

/** Names that are helpers: `words.ts`, `words.js`; tests beside them are none. */
export const helperFile: RegExp = /^([a-z0-9][a-z0-9_-]{0,62})(?<!_test)\.(?:ts|js)$/;

/** The helper a cell or helper means by `"./words.ts"`; null for anything that is not a file beside it. */
export function helperNamed(specifier: string): { name: string; file: string } | null {
  const file = /^\.\/([^/]+)$/.exec(specifier)?.[1] ?? "";
  const name = helperFile.exec(file)?.[1];
  return name === undefined ? null : { name, file };
}

/** Compiles one helper by itself. Never throws: what is wrong becomes its error. */
export function compileHelper(file: string, source: string): Helper {
  const name = helperFile.exec(file)![1]!;
  const helper: Helper = { name, file, code: source, imports: [], hash: shortHash(`${file} ${source}`) };
  try {
    if (file.endsWith(".ts")) helper.code = stripTypeScriptTypes(source);
    const { code } = helper;
    helper.code = takeLoopCheck + insertLoopChecks(code, Parser.parse(code, options));
    helper.imports = findImports(Parser.parse(helper.code, options));
  } catch (error) {
    helper.error = readSyntaxError(error as SyntaxError);
  }
  return helper;
}

/** The code of a helper with the addresses of what it imports. */
export function writeHelper({ code, imports }: Helper, hrefOf: (name: string) => string): string {
  return imports.toReversed().reduce(
    (text, { start, end, name }) => text.slice(0, start) + JSON.stringify(hrefOf(name)) + text.slice(end),
    code,
  );
}

function findImports(program: Program): HelperImport[] {
  const found: HelperImport[] = [];
  full(program, (node) => {
    const { type, source } = node as {
      type: string;
      source?: { value?: unknown; start: number; end: number };
    };
    if (!/^(Import|Export)/.test(type) || source === undefined || source === null) return;
    const meant = helperNamed(String(source.value));
    if (meant === null) {
      const quoted = typeof source.value === "string" ? `"${source.value}"` : "a computed name";
      throw new SyntaxError(`A helper imports files beside it, like "./words.ts"; ${quoted} is none`);
    }
    found.push({ start: source.start, end: source.end, name: meant.name });
  });
  return found.sort((a, b) => a.start - b.start);
}

// Deno says where only for what strips to nothing; acorn always does.
function readSyntaxError({ message, loc }: SyntaxError & { loc?: { line: number } }): CellError {
  const line = loc?.line ?? Number(/stripTypeScriptTypes\.ts:(\d+):/.exec(message)?.[1]);
  const text = message.replace(/ \(\d+:\d+\)$| at file:\S+$/, "").replace(/^\[InvalidSyntax\] /, "");
  return Number.isInteger(line) ? { message: text, line } : { message: text };
}
