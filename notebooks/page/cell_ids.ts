import { createHash } from "node:crypto";

/** What a cell is told apart by: its name, or, without one, all that is written of it. */
export interface CellText {
  kind: string;
  name: string;
  /** What stands after the backticks. */
  info: string;
  source: string;
}

/**
 * Gives each cell of one page its id: its name, or a hash of its text, with an ordinal where that is taken. So an id
 * stays while other cells come, go and change.
 */
export function createCellIds(): (cell: CellText) => string {
  const taken = new Map<string, number>();
  return ({ kind, name, info, source }) => {
    const id = name === "" ? `${kind}-${shortHash(JSON.stringify([info, source]))}` : name;
    const ordinal = (taken.get(id) ?? 0) + 1;
    taken.set(id, ordinal);
    return ordinal === 1 ? id : `${id}-${ordinal}`;
  };
}

/** The first 64 bits of a text's SHA-256, in hex. */
export function shortHash(text: string): string {
  return createHash("sha256").update(text).digest("hex").slice(0, 16);
}
