import { type Node, Parser, type Program } from "acorn";
import { ancestor } from "acorn-walk";
import type { CellError, JsCode } from "./page.ts";
import { findDeclarations, findReferences } from "./references.ts";

const options = { ecmaVersion: "latest", sourceType: "module", allowAwaitOutsideFunction: true } as const;

/** Compiles a cell of JavaScript, expression or program. A syntax error becomes the cell's error; never throws. */
export function compileJs(source: string, line: number, inline = false): JsCode {
  try {
    const expression = parseExpression(source);
    if (expression !== null) return describe(source, expression, []);
    if (inline) return failed(source, { message: "Between ${ and } stands one expression", line });
    const program = Parser.parse(source, options);
    refuseModules(program);
    const [only] = program.body;
    if (program.body.length === 1 && only!.type === "ExpressionStatement" && source[only!.end - 1] === ";") {
      // Formatters end an expression with a semicolon; it is still one.
      return describe(`${source.slice(0, only!.end - 1)} ${source.slice(only!.end)}`, only!.expression, []);
    }
    return describe(source, program, findDeclarations(program));
  } catch (error) {
    return failed(source, syntaxError(source, line, error as SyntaxError));
  }
}

/** An error of a cell with the line of the file it is on, quoted with a caret below. */
export function errorAt(
  message: string,
  source: string,
  firstLine: number,
  at: { line: number; column: number },
): CellError {
  const text = source.split("\n")[at.line - 1] ?? "";
  const from = Math.max(0, at.column - 60);
  const excerpt = `${text.slice(from, from + 100)}\n${" ".repeat(at.column - from)}^`;
  return { message, line: firstLine + at.line - 1, excerpt };
}

// A named function or class is a declaration, although it parses as an expression too.
function parseExpression(source: string): Node | null {
  let program: Program;
  try {
    program = Parser.parse(`(${source}\n)`, options);
  } catch {
    return null;
  }
  const [statement, ...rest] = program.body;
  if (statement?.type !== "ExpressionStatement" || rest.length > 0) return null;
  const { expression } = statement;
  const declares = (expression.type === "FunctionExpression" || expression.type === "ClassExpression") &&
    expression.id;
  return declares ? null : expression;
}

function describe(source: string, root: Node, outputs: string[]): JsCode {
  const inputs = findReferences(root);
  const refused = inputs.find((name) => name === "eval" || name === "arguments");
  if (refused !== undefined) throw new SyntaxError(`"${refused}" cannot be used in a cell`);
  return { inputs, outputs, async: awaits(root), expression: root.type !== "Program", source };
}

function failed(source: string, error: CellError): JsCode {
  return { inputs: [], outputs: [], async: false, expression: true, source, error };
}

function awaits(root: Node): boolean {
  let found = false;
  const see = (_node: Node, _state: unknown, path: Node[]) => {
    if (!path.some((parent) => /Function/.test(parent.type))) found = true;
  };
  ancestor(root, {
    AwaitExpression: see,
    ForOfStatement(node, state, path) {
      if (node.await) see(node, state, path);
    },
  });
  return found;
}

function refuseModules(program: Program): void {
  const module = program.body.find(({ type }) => /^(Import|Export)/.test(type));
  if (module === undefined) return;
  const error = new SyntaxError("A cell cannot import or export yet") as SyntaxError & { pos: number };
  error.pos = module.start;
  throw error;
}

function syntaxError(source: string, line: number, error: SyntaxError & { pos?: number }): CellError {
  const pos = Math.min(error.pos ?? 0, source.length);
  const before = source.slice(0, pos);
  const at = { line: before.split("\n").length, column: pos - before.lastIndexOf("\n") - 1 };
  return errorAt(error.message.replace(/ \(\d+:\d+\)$/, ""), source, line, at);
}
