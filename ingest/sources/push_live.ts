import { Fatal } from "../base/errors.ts";
import { isFields } from "./fields.ts";
import type { Adapter, RawBatch, RawItem } from "./live/adapter.ts";
import { Problem } from "./live/problem.ts";
import { push } from "./push.ts";
import { type Letter, openPostbox } from "./push_postbox.ts";
import { readStdin } from "./push_stdin.ts";
import type { Json } from "./source.ts";

const minTokenChars = 16;

/** Where posts come in. */
export interface PushOptions {
  /** A port of this machine, or `stdin`. */
  what?: string;
  /** What senders must show; unused for stdin. */
  token: string;
}

/**
 * Posts that others send: by HTTP to a port of this machine, answered once the log has them, or line by line on standard
 * input. The cursor counts them; who sends decides where to go on.
 */
export function createPush({ what, token }: PushOptions): Adapter {
  const port = /^\d{1,5}$/.test(what ?? "") ? Number(what) : undefined;
  if (what !== "stdin" && (port === undefined || port > 65_535)) {
    throw new Fatal(
      `Cannot take posts at "${what ?? ""}": give a port, as in --source push=8001, or push=stdin`,
    );
  }
  if (port !== undefined && token.length < minTokenChars) {
    throw new Fatal(
      `Cannot take posts at port ${port}: set PUSH_TOKEN to ${minTokenChars} characters or more, which senders show`,
    );
  }
  return {
    stream: port === undefined ? "push:stdin" : "push",
    decoder: push,
    isOwn: true,
    secrets: port === undefined ? [] : [token],
    ...port === undefined ? { ends: true } : {},
    async *read(cursor, tools, signal) {
      let taken = isFields(cursor) && typeof cursor.taken === "number" ? cursor.taken : 0;
      const batch = (items: RawItem[]): RawBatch => ({
        items,
        cursor: { taken: taken += items.length } satisfies Json,
      });
      if (port === undefined) {
        tools.reached("live");
        for await (const items of readStdin(signal)) yield batch(items);
        return;
      }
      await using box = await openPostbox(port, token).catch((error: Error) => {
        throw new Problem("refused", `Port ${port} cannot be opened: ${error.message}`);
      });
      tools.reached("live");
      for (let letter: Letter | undefined; (letter = await box.next(signal)) !== undefined;) {
        yield batch(letter.items);
        // Whoever asks for more has given what was before to the log.
        letter.acknowledge();
      }
    },
  };
}
