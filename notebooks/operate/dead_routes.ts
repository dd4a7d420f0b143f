import type { Hono } from "hono";
import { z } from "zod";
import { type DeadDesk, mostListed } from "./dead_desk.ts";
import type { OperateRights } from "./may_operate.ts";
import { operateRoutes } from "./operate_route.ts";

/** Longest payload that takes the place of a letter's, and what it is wrapped in. */
const maxBodyBytes = 10 * 1_048_576;

const Filter = z.strictObject({
  state: z.enum(["open", "replayed", "discarded"]).optional(),
  reason: z.string().max(1000).optional(),
  source: z.string().max(100).optional(),
  since: z.number().int().optional(),
  until: z.number().int().optional(),
});
const Listing = z.strictObject({ filter: Filter, most: z.number().int().min(1).max(mostListed) });
const Id = z.strictObject({ id: z.string().max(64) });
const Replay = z.union([
  z.strictObject({ id: z.string().max(64), payload: z.string().optional() }),
  z.strictObject({ filter: Filter }),
]);
const Discard = z.union([Id, z.strictObject({ filter: Filter })]);

/** Adds the addresses of dead letters: what they hold is for who runs the server only, and so is what becomes of them. */
export function addDeadRoutes(app: Hono, desk: DeadDesk, rights: OperateRights): void {
  const route = operateRoutes(app, "/api/dead", rights, maxBodyBytes);
  route("list", Listing, ({ filter, most }) => desk.list(present(filter), most));
  route("show", Id, ({ id }) => desk.show(id));
  route(
    "replay",
    Replay,
    (asked) =>
      "filter" in asked ? desk.replayAll(present(asked.filter)) : desk.replay(asked.id, asked.payload),
  );
  route("discard", Discard, (asked) => desk.discard("filter" in asked ? present(asked.filter) : asked));
}

function present(filter: z.infer<typeof Filter>) {
  const { state, reason, source, since, until } = filter;
  return {
    ...state === undefined ? {} : { state },
    ...reason === undefined ? {} : { reason },
    ...source === undefined ? {} : { source },
    ...since === undefined ? {} : { since },
    ...until === undefined ? {} : { until },
  };
}
