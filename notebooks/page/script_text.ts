import { createHash } from "node:crypto";

/** Code as it may stand in a script element: nothing in it ends the element or begins a comment. */
export function asScript(code: string): string {
  return code.replace(/<\/(script)/gi, "<\\/$1").replaceAll("<!--", "<\\x21--");
}

/** JSON as it may stand in a script element: nothing in it ends the element or begins a comment. */
export function asData(json: string): string {
  return json.replaceAll("<", "\\u003c");
}

/** What a content policy calls a script by. */
export function hashOf(script: string): string {
  return `'sha256-${createHash("sha256").update(script).digest("base64")}'`;
}
