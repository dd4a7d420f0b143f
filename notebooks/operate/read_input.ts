import { Fatal, messageOf } from "../../ingest/base/errors.ts";

/** The text of a file, or of standard input for `-`. @throws {Fatal} where it cannot be read. */
export async function readInput(file: string): Promise<string> {
  try {
    if (file === "-") return await new Response(Deno.stdin.readable).text();
    return await Deno.readTextFile(file);
  } catch (error) {
    throw new Fatal(`Cannot read "${file}": ${messageOf(error)}`);
  }
}
