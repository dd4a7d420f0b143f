import { Forget } from "../../ingest/forget.ts";

const prefix = '{"v":1,"t":"forget",';

/** The order to delete a stream's data that a line is; null for any other line. */
export function forgetOf(line: string): Forget | null {
  if (!line.startsWith(prefix)) return null;
  try {
    return Forget.parse(JSON.parse(line));
  } catch {
    return null;
  }
}
