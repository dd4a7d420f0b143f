import {
  countLetters,
  countOpen,
  type Letter,
  type LetterFilter,
  type LetterHead,
  type LetterPosition,
  listLetters,
  readLetter,
} from "../../analysis/store/letters.ts";
import type { Reads } from "../../analysis/store/reads.ts";
import { messageOf, Poison } from "../../ingest/base/errors.ts";
import type { Log, LogRecord } from "../../ingest/log/log.ts";

/** What the desk works with. */
export interface DeskDeps {
  reads: Pick<Reads, "snapshot">;
  log: Pick<Log, "append">;
  /** Passes an input through the door once more. @throws {Poison} saying why it is refused. */
  readmit(letter: LetterHead, payload: string): LogRecord[];
  /** The log record that settles a letter by others in its place, or by none. */
  settle(id: string, records: LogRecord[]): LogRecord;
  /** How long to wait until what was sent has landed, milliseconds; 0 where nothing lands meanwhile. */
  waitMs: number;
}

/** What became of letters. */
export interface Sent {
  /** Letters on their way through the log. */
  sent: number;
  /** How many of those have settled already. */
  settled: number;
  /** Letters that the door refused again and that stay open, by reason. */
  refused: { reason: string; letters: number }[];
}

/** Dead letters: listed, read, sent again, given up. */
export interface DeadDesk {
  list(
    filter: LetterFilter,
    most: number,
    after?: LetterPosition,
  ): Promise<{ letters: LetterHead[]; total: number }>;
  /** @throws {Poison} where there is no such letter. */
  show(id: string): Promise<Letter>;
  /** Sends one letter, with another payload where one is given. @throws {Poison} where it cannot be sent, saying why. */
  replay(id: string, payload?: string): Promise<Sent>;
  /** Sends all open letters that a filter means. */
  replayAll(filter: LetterFilter): Promise<Sent>;
  /** Gives up all open letters that a filter means, or one. */
  discard(which: LetterFilter | { id: string }): Promise<Sent>;
}

/** Letters that are listed at once at most. */
export const mostListed = 500;
const pageLetters = 200;
const lookEveryMs = 50;

/** A desk over a database and the log before it: what it sends goes by the log, and settles as it lands. */
export function createDeadDesk(deps: DeskDeps): DeadDesk {
  const { reads, log } = deps;
  const send = async (replays: Map<string, LogRecord[]>): Promise<Sent> => {
    const records = [...replays].map(([id, records]) => deps.settle(id, records));
    if (records.length > 0) await log.append("posts", records);
    return { sent: records.length, settled: await waitUntilSettled(deps, [...replays.keys()]), refused: [] };
  };
  const read = async (id: string) => {
    const letter = await readLetter(reads, id);
    if (letter === undefined) throw new Poison(`No dead letter "${id}"`);
    return letter;
  };
  const readOpen = async (id: string) => {
    const letter = await read(id);
    if (letter.state !== "open") throw new Poison(`Dead letter ${id} was ${letter.state} before`);
    return letter;
  };
  return {
    async list(filter, most, after) {
      return {
        letters: await listLetters(reads, filter, most, after),
        total: await countLetters(reads, filter),
      };
    },
    show: (id) => read(id),
    async replay(id, payload) {
      const letter = await readOpen(id);
      return await send(new Map([[id, deps.readmit(letter, payload ?? wholeOf(letter))]]));
    },
    replayAll: (filter) =>
      eachPage(reads, filter, async (heads) => {
        const replays = new Map<string, LogRecord[]>();
        const refused: string[] = [];
        for (const { id } of heads) {
          try {
            const letter = await readOpen(id);
            replays.set(id, deps.readmit(letter, wholeOf(letter)));
          } catch (error) {
            if (!(error instanceof Poison)) throw error;
            refused.push(messageOf(error));
          }
        }
        return { ...await send(replays), refused: countReasons(refused) };
      }),
    async discard(which) {
      if ("id" in which) return await send(new Map([[(await readOpen(which.id)).id, []]]));
      return await eachPage(reads, which, (heads) => send(new Map(heads.map(({ id }) => [id, []]))));
    },
  };
}

function wholeOf({ id, whole, kept, size, text }: Letter): string {
  if (whole) return text;
  throw new Poison(
    kept < size
      ? `Only ${kept} of the ${size} bytes of letter ${id} are kept: send the whole of it by fix`
      : `Letter ${id} is not UTF-8: send it by fix`,
  );
}

async function eachPage(
  reads: DeskDeps["reads"],
  filter: LetterFilter,
  act: (heads: LetterHead[]) => Promise<Sent>,
): Promise<Sent> {
  const sum: Sent = { sent: 0, settled: 0, refused: [] };
  let after: LetterPosition | undefined;
  while (true) {
    const heads = await listLetters(reads, { ...filter, state: "open" }, pageLetters, after);
    if (heads.length === 0) return sum;
    after = heads.at(-1)!;
    const { sent, settled, refused } = await act(heads);
    sum.sent += sent;
    sum.settled += settled;
    for (const { reason, letters } of refused) {
      const known = sum.refused.find((other) => other.reason === reason);
      if (known === undefined) sum.refused.push({ reason, letters });
      else known.letters += letters;
    }
  }
}

function countReasons(reasons: string[]): Sent["refused"] {
  const counts = new Map<string, number>();
  for (const reason of reasons) counts.set(reason, (counts.get(reason) ?? 0) + 1);
  return [...counts].map(([reason, letters]) => ({ reason, letters }));
}

async function waitUntilSettled({ reads, waitMs }: DeskDeps, ids: string[]): Promise<number> {
  if (ids.length === 0) return 0;
  for (const end = Date.now() + waitMs;;) {
    const open = await countOpen(reads, ids);
    if (open === 0 || Date.now() >= end) return ids.length - open;
    await new Promise((resolve) => setTimeout(resolve, lookEveryMs));
  }
}
