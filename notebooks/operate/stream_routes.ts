import type { Hono } from "hono";
import { z } from "zod";
import { isSourceName } from "../../ingest/sources/source_names.ts";
import { formRoutes } from "./form_routes.ts";
import type { OperateRights } from "./may_operate.ts";
import type { StreamDesk } from "./stream_desk.ts";

const followed = {
  source: z.string().refine(isSourceName),
  what: z.string().trim().max(2000).nullish().transform((what) => what === "" ? null : what ?? null),
  credentials: z.record(z.string().max(100), z.string().max(10_000)).default({}),
};
const limits = { perHour: z.number().nullable(), schedule: z.string().max(200).nullable() };
const Check = z.strictObject(followed);
const Wish = z.strictObject({
  ...followed,
  perHour: limits.perHour.default(null),
  schedule: limits.schedule.default(null),
  confirmed: z.boolean().default(false),
});
const Limits = z.strictObject({
  perHour: z.exactOptional(limits.perHour),
  schedule: z.exactOptional(limits.schedule),
});
const Nothing = z.unknown();

/** Adds the addresses of sources and streams, as `formRoutes` has them. */
export function addStreamRoutes(app: Hono, desk: StreamDesk, rights: OperateRights): void {
  const route = formRoutes(app, rights);
  route("GET", "/api/sources", Nothing, () => desk.sources());
  route("GET", "/api/streams", Nothing, () => desk.list());
  route("POST", "/api/streams/check", Check, (asked) => desk.check(asked));
  route("POST", "/api/streams", Wish, (wish) => desk.add(wish));
  route("POST", "/api/streams/:id/start", Nothing, (_, id) => desk.want(id, "running"));
  route("POST", "/api/streams/:id/pause", Nothing, (_, id) => desk.want(id, "paused"));
  route("POST", "/api/streams/:id/stop", Nothing, (_, id) => desk.want(id, "stopped"));
  route("PATCH", "/api/streams/:id", Limits, (asked, id) => desk.limit(id, asked));
  route("DELETE", "/api/streams/:id", Nothing, (_, id) => desk.remove(id));
  route("DELETE", "/api/streams/:id/data", Nothing, (_, id) => desk.removeData(id));
}
