import { createHash } from "node:crypto";
import type { Connection } from "../store/duckdb.ts";
import type { Bind } from "../store/reads.ts";

/** What became of a dead letter: sent again, or given up. */
export interface Settled {
  letter: string;
  how: "replayed" | "discarded";
}

/** Lines with the replayed dead letters among them taken out of their envelopes. */
export interface Unwrapped {
  lines: string[];
  settled: Settled[];
  /** Replays left out, because their letters had been settled before. */
  repeated: number;
  /** The letters of the lines taken out, by SHA-256 of the line. */
  replayed: Map<string, string>;
}

const prefix = '{"v":1,"t":"replay",';

/**
 * Takes replayed dead letters out of their envelopes. A letter is settled once: what comes for it later is left out, so
 * that it lands at most once however often it was sent. One that this database does not know lands too, and is settled
 * before it comes.
 */
export async function unwrapReplays(connection: Connection, lines: string[]): Promise<Unwrapped> {
  const unwrapped: Unwrapped = { lines: [], settled: [], repeated: 0, replayed: new Map() };
  const replays = new Map<number, Replay>();
  lines.forEach((line, index) => {
    const replay = line.startsWith(prefix) ? readReplay(line) : undefined;
    if (replay !== undefined) replays.set(index, replay);
  });
  if (replays.size === 0) return { ...unwrapped, lines };
  const settled = await readSettled(connection, [...replays.values()].map(({ letter }) => letter));
  lines.forEach((line, index) => {
    const replay = replays.get(index);
    if (replay === undefined) unwrapped.lines.push(line);
    else if (settled.has(replay.letter)) unwrapped.repeated++;
    else {
      settled.add(replay.letter);
      unwrapped.settled.push({
        letter: replay.letter,
        how: replay.lines.length === 0 ? "discarded" : "replayed",
      });
      for (const line of replay.lines) {
        unwrapped.lines.push(line);
        unwrapped.replayed.set(createHash("sha256").update(line).digest("hex"), replay.letter);
      }
    }
  });
  return unwrapped;
}

/**
 * Gives replayed lines that are refused once more an origin of their own: otherwise they would be taken for the letters
 * that they settle, and be in neither place.
 */
export function nameReplayed(dead: string[], replayed: Unwrapped["replayed"]): string[] {
  if (replayed.size === 0) return dead;
  return dead.map((line) => {
    const refused = JSON.parse(line);
    const letter = replayed.get(refused.digest);
    return letter === undefined ? line : JSON.stringify({ ...refused, origin: `replay of ${letter}` });
  });
}

/** Stores what became of dead letters, in the open transaction of the landing. */
export async function writeSettled(
  connection: Connection,
  settled: Settled[],
  landing: number,
  now: number,
): Promise<void> {
  for (const { letter, how } of settled) {
    await connection.rows("insert into base.settled_letters values ($1, $2, $3, $4::bigint)", [
      { type: "text", value: letter },
      { type: "text", value: how },
      { type: "time", value: now },
      { type: "number", value: landing },
    ]);
  }
}

interface Replay {
  letter: string;
  lines: string[];
}

function readReplay(text: string): Replay | undefined {
  try {
    const { letter, lines } = JSON.parse(text);
    const fits = typeof letter === "string" && Array.isArray(lines) &&
      lines.every((line) => typeof line === "string");
    return fits ? { letter, lines } : undefined;
  } catch {
    return undefined;
  }
}

async function readSettled(connection: Connection, letters: string[]): Promise<Set<string>> {
  const rows = await connection.rows<{ letter: string }>(
    "select letter from base.settled_letters where letter = any($1)",
    [{ type: "texts", value: letters } satisfies Bind],
  );
  return new Set(rows.map(({ letter }) => letter));
}
