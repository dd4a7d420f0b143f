import { Fatal } from "../../../ingest/base/errors.ts";
import { decodeModel, encodeModel, type ModelHeader } from "../model_file.ts";
import type { Marked, Span } from "./conll.ts";
import { digestTexts } from "./digest_texts.ts";

/** The names that teachers see in a text; undefined where they are not sure of all. */
export type Marks = readonly Span[] | undefined;

interface Header extends ModelHeader {
  kind: "entity-marks";
  types: readonly string[];
  /** The digest of the texts. */
  texts: string;
}

/**
 * The bytes of marks: of each text one more than it has names, 0 where it has no marks; then of each name how far it is
 * from the one before, how long it is, in UTF-16 units, and its type. A text where these do not fit has no marks.
 */
export function encodeEntityMarks(
  model: string,
  texts: readonly string[],
  marks: readonly Marks[],
): Uint8Array {
  const types = [...new Set(marks.flatMap((spans) => spans?.map(({ type }) => type) ?? []))].sort();
  const counts = new Uint8Array(texts.length);
  const names: [gap: number, length: number, type: number][] = [];
  marks.forEach((spans, text) => {
    let at = 0;
    const own = spans?.map(({ start, end, type }): typeof names[number] => {
      const gap = start - at;
      at = end;
      return [gap, end - start, types.indexOf(type)];
    });
    if (own === undefined || own.length >= most || own.flat().some((number) => number > most)) return;
    counts[text] = 1 + own.length;
    names.push(...own);
  });
  const columns = [0, 1, 2].flatMap((column) => names.map((name) => name[column]!));
  const body = Uint8Array.from([...counts, ...columns]);
  return encodeModel<Header>({
    header: { kind: "entity-marks", model, types, texts: digestTexts(texts) },
    body,
  });
}

const most = 255;

/** Those of the texts that have marks, with their names. @throws {Fatal} naming the file where it is of other texts. */
export function decodeEntityMarks(bytes: Uint8Array, file: string, texts: readonly string[]): Marked[] {
  const { header, body } = decodeModel<Header>(bytes, file, "entity-marks");
  if (header.texts !== digestTexts(texts)) {
    throw new Fatal(`Cannot use marks "${file}": they are of other texts; deno task teach makes them anew`);
  }
  const names = (body.length - texts.length) / 3;
  let name = texts.length;
  return texts.flatMap((text, i): Marked[] => {
    let at = 0;
    const spans = Array.from({ length: body[i]! - 1 }, (): Span => {
      const start = at + body[name]!;
      at = start + body[name + names]!;
      return { start, end: at, type: header.types[body[name++ + 2 * names]!]! };
    });
    return body[i] === 0 ? [] : [{ text, spans }];
  });
}
