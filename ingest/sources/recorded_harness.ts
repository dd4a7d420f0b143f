import { gunzipSync } from "node:zlib";
import { sharedPath } from "../base/test_needs.ts";

/** The lines of a recorded file below `data/`. For tests. */
export async function readRecorded(path: string): Promise<string[]> {
  const text = await readRecordedText(path);
  return text.split("\n").filter((line) => line.trim() !== "");
}

/** A recorded file below `data/` as text. For tests. */
export async function readRecordedText(path: string): Promise<string> {
  const bytes = await Deno.readFile(sharedPath(`data/${path}`));
  return new TextDecoder().decode(path.endsWith(".gz") ? gunzipSync(bytes) : bytes);
}
