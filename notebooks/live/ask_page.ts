import type { PageTime } from "../page/page_time.ts";
import type { ParamValues } from "../page/param_values.ts";
import type { Hub } from "./hub.ts";
import type { ServerMessage } from "./protocol.ts";
import type { Socket } from "./socket.ts";

/** A view to ask for once: a page, its values and time. */
export interface Question {
  page: string;
  params: ParamValues;
  time: PageTime;
}

/** Asks for the results of a view once; null where they do not come in time, or are refused. */
export type AskPage = (question: Question, waitMs: number) => Promise<string | null>;

/** Asks the hub as a tab would that leaves after its first answer: so it shares rounds and results with open tabs. */
export function createAskPage(hub: Pick<Hub, "accept">): AskPage {
  return async ({ page, params, time }, waitMs) => {
    const answer = Promise.withResolvers<string | null>();
    let hear = (_text: string) => {};
    let leave = () => {};
    const socket: Socket = {
      bufferedAmount: 0,
      send(message) {
        const text = typeof message === "string" ? message : new TextDecoder().decode(message);
        const { type } = JSON.parse(text) as ServerMessage;
        if (type === "results") answer.resolve(text);
        if (type === "refused" || type === "page") answer.resolve(null);
      },
      close: () => answer.resolve(null),
      onMessage: (listener) => void (hear = listener),
      onClose: (listener) => void (leave = listener),
    };
    hub.accept(socket);
    const { asOf, landing } = time;
    hear(JSON.stringify({ type: "watch", id: 0, page, params, asOf, since: landing }));
    const timer = setTimeout(() => answer.resolve(null), waitMs);
    try {
      return await answer.promise;
    } finally {
      clearTimeout(timer);
      leave();
    }
  };
}
