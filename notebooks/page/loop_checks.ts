import type { Node } from "acorn";
import { full } from "acorn-walk";
import { call, close, open } from "./loop_marks.ts";

const loops = /^(For|ForIn|ForOf|While|DoWhile)Statement$/;

/** Puts a check into the body of each loop of `root`, which was parsed from `source`. Lines stay where they are. */
export function insertLoopChecks(source: string, root: Node): string {
  const pieces: { at: number; text: string }[] = [];
  full(root, (node) => {
    if (!loops.test(node.type)) return;
    const { body } = node as Node & { body: Node };
    if (body.type === "BlockStatement") pieces.push({ at: body.start + 1, text: call });
    else pieces.push({ at: body.start, text: open }, { at: body.end, text: close });
  });
  let text = "";
  let end = 0;
  for (const piece of pieces.sort((a, b) => a.at - b.at)) {
    text += source.slice(end, piece.at) + piece.text;
    end = piece.at;
  }
  return text + source.slice(end);
}
