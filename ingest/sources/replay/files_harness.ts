import { join } from "node:path";
import { inFolder } from "../../base/folder_harness.ts";

/** A status of X v1.1 as a line, so many seconds after 2016-03-01T12:00:00Z. For tests. */
export function statusLine(index: number, seconds: number = index): string {
  return JSON.stringify({
    id_str: String(index + 1),
    text: `post ${index}`,
    timestamp_ms: String(Date.UTC(2016, 2, 1, 12) + seconds * 1000),
    user: { screen_name: "ada" },
  });
}

/** Lines of statuses from one index to before another. For tests. */
export function statusLines(from: number, to: number): string {
  return Array.from({ length: to - from }, (_, at) => statusLine(from + at) + "\n").join("");
}

/** Writes files into a folder of their own, which is gone afterwards. For tests. */
export function withFiles(
  files: { [name: string]: string | Uint8Array },
  act: (folder: string) => Promise<void>,
): Promise<void> {
  return inFolder(async (folder) => {
    for (const [name, content] of Object.entries(files)) {
      const bytes = typeof content === "string" ? new TextEncoder().encode(content) : content;
      await Deno.mkdir(join(folder, name, ".."), { recursive: true });
      await Deno.writeFile(join(folder, name), bytes);
    }
    await act(folder);
  });
}
