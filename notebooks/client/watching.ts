import type { ClientMessage } from "../live/protocol.ts";
import type { ParamValues } from "../page/param_values.ts";
import { type Counting, nameView } from "./counting.ts";
import type { PageView, Results } from "./page_view.ts";

/** What a tab asks the server to keep up to date. */
export interface Watching {
  /** Asks for other values of the parameters. */
  ask(params: ParamValues): void;
  /** Asks for the values that the page has now. */
  askAgain(): void;
  /** Shows results, unless a later question was answered before. */
  show(results: Results): void;
  /** Takes whether the page's file is there; one that comes back is asked for again. */
  followFile(isThere: boolean): void;
}

/** What a page watches: itself, with the values that its reader gives. `send` takes a question to the server. */
export function createWatching(
  view: PageView,
  counting: Counting,
  send: (message: Extract<ClientMessage, { type: "watch" }>) => void,
): Watching {
  let id = 0;
  let wasThere = true;
  const asked = new Map<number, ParamValues>();
  const ask = (params: ParamValues) => {
    if (!view.canCount) return view.status.set({ kind: "idle" });
    asked.set(++id, params);
    counting.ask(nameView(view.page.params, params));
    const { asOf, landing: since } = view.state.time;
    const { name, hash } = view.page;
    send({ type: "watch", id, page: name, hash, params, asOf, since });
  };
  const askAgain = () => ask({ ...view.state.values });
  return {
    ask,
    askAgain,
    show(results) {
      const params = asked.get(results.id);
      if (params === undefined) return;
      for (const older of asked.keys()) if (older < results.id) asked.delete(older);
      view.show(results, params);
      counting.show(nameView(view.page.params, params));
      const { asOf } = view.state.time;
      view.status.set(asOf === null ? { kind: "live", moment: results.moment } : { kind: "rerun", asOf });
    },
    followFile(isThere) {
      if (!isThere) {
        counting.stop();
        view.status.set({ kind: "idle" });
      } else if (!wasThere) askAgain();
      wasThere = isThere;
    },
  };
}
