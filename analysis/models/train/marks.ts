import { Fatal, messageOf } from "../../../ingest/base/errors.ts";
import { decodeMarks, type MarkedTexts } from "./marks_file.ts";

/** Where the marks of that name are. */
export function marksFile(name: string): URL {
  return new URL(`./marks/${name}.marks`, import.meta.url);
}

/** What a transformer says of texts, from the file of that name. @throws {Fatal} where that is missing, damaged or of other texts. */
export function readMarks(name: string, marked: MarkedTexts): Float32Array {
  return decodeMarks(readMarksFile(name), `${name}.marks`, marked);
}

/** The bytes of the marks of that name. @throws {Fatal} where they are missing. */
export function readMarksFile(name: string): Uint8Array {
  try {
    return Deno.readFileSync(marksFile(name));
  } catch (error) {
    throw new Fatal(`Cannot read marks "${name}.marks": ${messageOf(error)}; deno task teach makes them`);
  }
}
