import { Fatal, messageOf, Poison } from "../base/errors.ts";
import { settledWithin } from "../base/wait.ts";
import type { Adapter, Tools } from "../sources/live/adapter.ts";
import { Problem } from "../sources/live/problem.ts";
import { createScrub } from "../sources/live/scrub.ts";

/** Longest time that a person waits for an answer. */
const checkMs = 15_000;
/** Within that a source lets go of what it has opened. */
const closeMs = 2000;

/** Whether a source gives something, and whether credentials are to blame where it does not. */
export type Checked = { ok: true; items: number } | {
  ok: false;
  message: string;
  ofCredentials: boolean;
};

/**
 * Asks a source for a little of what is to be followed, and keeps nothing of it. It is good as soon as something comes, or the
 * source says that there is nothing yet.
 */
export async function checkStream(
  adapter: Adapter,
  tools: Omit<Tools, "reached">,
  deadlineMs = checkMs,
): Promise<Checked> {
  const scrub = createScrub(adapter.secrets);
  const over = new AbortController();
  const timer = setTimeout(() => over.abort(), deadlineMs);
  try {
    return { ok: true, items: await readLittle(adapter, tools, over) };
  } catch (error) {
    if (!(error instanceof Problem) && !(error instanceof Poison) && !(error instanceof Fatal)) throw error;
    const message = scrub(messageOf(error));
    const is401 = error instanceof Problem && error.status === 401;
    return { ok: false, message, ofCredentials: is401 || message.includes("credentials") };
  } finally {
    clearTimeout(timer);
    over.abort();
  }
}

async function readLittle(
  adapter: Adapter,
  tools: Omit<Tools, "reached">,
  over: AbortController,
): Promise<number> {
  const reached = Promise.withResolvers<number>();
  const told: Tools = { ...tools, reached: () => reached.resolve(0) };
  const late = Promise.withResolvers<never>();
  over.signal.addEventListener("abort", () => {
    late.reject(new Problem("lost", "The source has given nothing in time"));
  });
  late.promise.catch(() => {});
  const read = async () => {
    if (adapter.check !== undefined) {
      await adapter.check(told, over.signal);
      return 0;
    }
    for await (const { items } of adapter.read(undefined, told, over.signal)) return items.length;
    throw new Problem("lost", "The source ends the connection before it gives anything");
  };
  const reading = read();
  reading.catch(() => {});
  try {
    return await Promise.race([reading, reached.promise, late.promise]);
  } finally {
    over.abort();
    await settledWithin(closeMs, reading);
  }
}
