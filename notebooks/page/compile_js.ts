import { type Expression, type Node, parseExpressionAt, Parser, tokenizer, tokTypes } from "acorn";
import { ancestor } from "acorn-walk";
import { readImports } from "./cell_imports.ts";
import { excerptOf } from "./excerpt.ts";
import { insertLoopChecks } from "./loop_checks.ts";
import type { CellError, JsCode } from "./page.ts";
import { findDeclarations, findForeignAssignment, findReferences } from "./references.ts";

const options = { ecmaVersion: "latest", sourceType: "module", allowAwaitOutsideFunction: true } as const;

/** Compiles a cell of JavaScript, expression or program. A syntax error becomes the cell's error; never throws. */
export function compileJs(text: string, line: number, inline = false): JsCode {
  try {
    const { source, imports } = inline ? { source: text, imports: [] } : readImports(text, line, options);
    return { ...compileBody(source, inline), imports };
  } catch (error) {
    return {
      inputs: [],
      outputs: [],
      async: false,
      expression: true,
      source: text,
      imports: [],
      error: syntaxError(text, line, error as SyntaxError),
    };
  }
}

function compileBody(source: string, inline: boolean): Omit<JsCode, "imports"> {
  const expression = parseExpression(source);
  if (expression !== null) return describe(source, expression, []);
  if (inline) throw new SyntaxError("Between ${ and } stands one expression");
  const program = Parser.parse(source, options);
  const [only] = program.body;
  if (program.body.length === 1 && only!.type === "ExpressionStatement" && source[only!.end - 1] === ";") {
    // Formatters end an expression with a semicolon; it is still one.
    const bare = `${source.slice(0, only!.end - 1)} ${source.slice(only!.end)}`;
    return describe(bare, only!.expression, []);
  }
  return describe(source, program, findDeclarations(program));
}

// A named function or class is a declaration, although it parses as an expression too.
function parseExpression(source: string): Expression | null {
  try {
    // Without its parentheses an expression would seem to end before the last of them.
    const expression = parseExpressionAt(source, 0, { ...options, preserveParens: true });
    const declares = (expression.type === "FunctionExpression" || expression.type === "ClassExpression") &&
      expression.id;
    const rest = tokenizer(source.slice(expression.end), options).getToken();
    return declares || rest.type !== tokTypes.eof ? null : expression;
  } catch {
    return null;
  }
}

function describe(source: string, root: Node, outputs: string[]): Omit<JsCode, "imports"> {
  const inputs = findReferences(root);
  const refused = inputs.find((name) => name === "eval" || name === "arguments");
  if (refused !== undefined) throw new SyntaxError(`"${refused}" cannot be used in a cell`);
  const assigned = findForeignAssignment(root);
  if (assigned !== null) {
    const message = `"${assigned.name}" is not of this cell, which cannot change it`;
    throw Object.assign(new SyntaxError(message), { pos: assigned.start });
  }
  const expression = root.type !== "Program";
  return { inputs, outputs, async: awaits(root), expression, source: insertLoopChecks(source, root) };
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

function syntaxError(source: string, line: number, error: SyntaxError & { pos?: number }): CellError {
  const pos = Math.min(error.pos ?? 0, source.length);
  const before = source.slice(0, pos);
  const at = { line: before.split("\n").length, column: pos - before.lastIndexOf("\n") - 1 };
  return {
    message: error.message.replace(/ \(\d+:\d+\)$/, ""),
    line: line + at.line - 1,
    excerpt: excerptOf(source.split("\n")[at.line - 1]!, at.column),
  };
}
