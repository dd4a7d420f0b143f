import { Poison } from "../../base/errors.ts";
import { admitDocument, type Admitted, type Arrival, refuse } from "../door.ts";
import { readEntries } from "./entries.ts";
import type { Entry } from "./entry.ts";
import { formatNames, recognise } from "./formats.ts";
import { readBytes } from "./bytes.ts";
import type { Position } from "./cursor.ts";
import type { OpenFile, RecordedFile } from "./files.ts";
import type { Decoder } from "../source.ts";

/** How many documents of a file decide on its format, and in how many entries they are looked for. */
const recogniseDocuments = 20;
const recogniseEntries = 1000;

/** A record of a file, and where the file stands once it is delivered. */
export interface Item {
  file: RecordedFile;
  admitted: Admitted;
  position: Position;
}

/** What reading a file needs from outside. */
export interface ReadEffects {
  now(): number;
  open: OpenFile;
  onRead(bytes: number): void;
}

/**
 * The decoder of a file: `named`, or the one that recognises its first documents; undefined if the file holds nothing.
 * @throws {Poison} when no format is recognised.
 */
export async function recogniseFile(
  file: RecordedFile,
  open: OpenFile,
  named: Decoder | undefined,
): Promise<Decoder | undefined> {
  let documents = 0;
  let firstRefusal: string | undefined;
  let entries = 0;
  for await (const entry of readEntries(file.kind, readBytes(file, open, () => {}), 1)) {
    if (named !== undefined) return named;
    if ("document" in entry) {
      const found = recognise(entry.document);
      if (found !== undefined) return found;
      documents++;
    } else firstRefusal ??= `${entry.place} ${entry.refusal}`;
    if (++entries >= recogniseEntries || documents >= recogniseDocuments) break;
  }
  if (entries === 0) return undefined;
  const hint = firstRefusal === undefined ? "" : `; line ${firstRefusal}`;
  throw new Poison(
    `holds no known format (${formatNames}); if it is one of them, name it by --format${hint}`,
  );
}

/** The records of a file after `from`; `name` is what their origins call it. @throws {Poison} when it cannot be read to its end. */
export async function* readItems(
  file: RecordedFile,
  decoder: Decoder,
  from: Position | undefined,
  about: { stream: string; name: string; shiftMs?: number },
  effects: ReadEffects,
): AsyncIterable<Item> {
  const { size, mtimeMs } = file;
  const bytes = readBytes(file, effects.open, effects.onRead);
  for await (const entry of readEntries(file.kind, bytes, from?.entry ?? 1)) {
    const arrival = { ...about, origin: `${about.name}:${entry.place}`, receivedAt: effects.now() };
    let records = 0;
    for (const admitted of admitEntry(decoder, entry, arrival)) {
      records++;
      if (entry.index === from?.entry && records <= from.records) continue;
      const { index } = entry;
      const position = { size, mtimeMs, format: decoder.format, entry: index, records, ended: false };
      yield { file, admitted, position };
    }
  }
}

function admitEntry(decoder: Decoder, entry: Entry, arrival: Arrival): Admitted[] {
  if ("refusal" in entry) return [refuse(decoder.source, entry.refusal, entry.raw, arrival, entry.whole)];
  return admitDocument(decoder, entry.document, entry.raw as string, arrival);
}
