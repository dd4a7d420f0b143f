import { timeText } from "../page/page_time.ts";
import { asText } from "../page/param_text.ts";
import { joinList } from "../page/list_text.ts";
import type { Collected } from "./collect.ts";
import type { ExportRequest } from "./request.ts";

/** The command that makes a report of this page again, as a shell takes it. */
export function remakeCommand(
  { page, saved, views }: Collected,
  { script, explore, hide }: ExportRequest,
): string {
  const parts = ["deno task export", page.name];
  for (const [name, values] of Object.entries(saved.values)) {
    const spec = page.params[name]!;
    const texts = values.map((value) => asText(spec, value));
    if (spec.type === "list") { for (const text of texts) parts.push("--param", quote(`${name}=${text}`)); }
    else parts.push("--param", quote(`${name}=${joinList(texts)}`));
  }
  parts.push("--as-of", timeText(views[0]!.scope.span.asOf));
  if (explore) parts.push("--explore");
  if (!script) parts.push("--no-js");
  if (hide.pseudonyms) parts.push("--pseudonyms");
  if (hide.minCell > 0) parts.push("--min-cell", String(hide.minCell));
  if (!hide.quotes) parts.push("--no-quotes");
  return [...parts, "-o", explore ? page.name : `${page.name}.html`].join(" ");
}

function quote(text: string): string {
  return /^[\w=.,:-]*$/.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`;
}
