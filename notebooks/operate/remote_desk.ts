import type { DeadDesk, Sent } from "./dead_desk.ts";
import { askOwner, type OwnerAddress } from "./owner_client.ts";

/** The desk of the process that owns the data folder. */
export function remoteDesk(owner: OwnerAddress): DeadDesk {
  const ask = <Answer>(path: string, body: object) =>
    askOwner(owner, `api/dead/${path}`, body) as Promise<Answer>;
  return {
    list: (filter, most) => ask("list", { filter, most }),
    show: (id) => ask("show", { id }),
    replay: (id, payload) => ask<Sent>("replay", payload === undefined ? { id } : { id, payload }),
    replayAll: (filter) => ask<Sent>("replay", { filter }),
    discard: (which) => ask<Sent>("discard", "id" in which ? which : { filter: which }),
  };
}
