import { join } from "node:path";
import { exploreFolder } from "./explore/output_folder.ts";
import type { MadeReport } from "./make_report.ts";
import type { ExportOptions } from "./options.ts";
import type { OutputFile } from "./save_files.ts";

/**
 * Where reports go: the file that was named, or all of a site into the folder that was named, with a first page; with data to
 * explore, all that belongs to them.
 */
export async function outputFiles(
  { request, output }: ExportOptions,
  made: MadeReport[],
): Promise<OutputFile[]> {
  if (request.explore) return await exploreFolder(made[0]!, output);
  if (!request.site) return made.map(({ html }) => ({ path: output, content: html }));
  const files = made.map(({ name, html }) => ({ path: join(output, name), content: html }));
  const first = made[0]!.name;
  return [...files, { path: join(output, "index.html"), content: firstPage(first) }];
}

function firstPage(file: string): string {
  return `<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><meta http-equiv="refresh" content="0; url=${file}"><title>Groundswell</title></head>
<body><p><a href="${file}">Go to the first page</a></p></body>
</html>
`;
}
