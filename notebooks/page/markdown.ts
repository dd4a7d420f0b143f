import { parseExpressionAt, tokenizer, tokTypes } from "acorn";
// @ts-types="@types/markdown-it"
import MarkdownIt from "markdown-it";

/** A fenced block of code, or prose as safe HTML. Lines are of the file, from 1. */
export type Piece =
  | { kind: "prose"; html: string }
  | { kind: "fence"; info: string; source: string; line: number };

/** Compiles an inline `${...}` and returns the id of its cell. */
export type AddInline = (source: string, line: number) => string;

/** Reads Markdown: HTML in it stays text, `sql` and `js` fences come out as pieces, each `${...}` as a place for a cell. */
export function readMarkdown(body: string, firstLine: number, addInline: AddInline): Piece[] {
  const parser = makeParser(addInline);
  const env = { firstLine };
  const pieces: Piece[] = [];
  let run: ReturnType<typeof parser.parse> = [];
  const flush = () => {
    if (run.length > 0) {
      pieces.push({ kind: "prose", html: parser.renderer.render(run, parser.options, env) });
    }
    run = [];
  };
  for (const token of parser.parse(body, env)) {
    if (token.type === "fence" && token.level === 0 && /^(sql|js)\b/.test(token.info)) {
      flush();
      const source = token.content.replace(/\n$/, "");
      pieces.push({
        kind: "fence",
        info: token.info.trim(),
        source,
        line: firstLine + (token.map?.[0] ?? 0) + 1,
      });
    } else run.push(token);
  }
  flush();
  return pieces;
}

function makeParser(addInline: AddInline) {
  const parser = new MarkdownIt({ html: false, linkify: false, typographer: false });
  // markdown-it keeps lines for blocks only, so each block tells its line to the inline rule.
  parser.core.ruler.at("inline", (state) => {
    for (const token of state.tokens) {
      if (token.map) state.env.line = state.env.firstLine + token.map[0];
      if (token.type === "inline") {
        state.md.inline.parse(token.content, state.md, state.env, token.children ??= []);
      }
    }
  });
  parser.inline.ruler.before("escape", "cell", (state, silent) => {
    if (!state.src.startsWith("${", state.pos)) return false;
    const start = state.pos + 2;
    const end = expressionEnd(state.src, start);
    if (end === -1) return false;
    if (!silent) {
      const line = state.env.line + state.src.slice(0, state.pos).split("\n").length - 1;
      state.push("cell", "", 0).content = addInline(state.src.slice(start, end), line);
    }
    state.pos = end + 1;
    return true;
  });
  parser.renderer.rules["cell"] = (tokens, index) =>
    `<span class="gs-inline" data-cell="${parser.utils.escapeHtml(tokens[index]!.content)}"></span>`;
  return parser;
}

// Where the expression parses, acorn says where it ends; where it does not, the first brace on that level does.
function expressionEnd(text: string, start: number): number {
  try {
    const node = parseExpressionAt(text, start, {
      ecmaVersion: "latest",
      sourceType: "module",
      allowAwaitOutsideFunction: true,
    });
    const next = tokenizer(text.slice(node.end), { ecmaVersion: "latest" }).getToken();
    if (next.type === tokTypes.braceR) return node.end + next.start;
  } catch {
    // Found below; the cell itself says what is wrong with it.
  }
  return text.indexOf("}", start);
}
