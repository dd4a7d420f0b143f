import type { Hono } from "hono";
import { z } from "zod";
import { formRoutes } from "./form_routes.ts";
import type { OperateRights } from "./may_operate.ts";
import type { TopicDesk } from "./topic_desk.ts";

const list = z.exactOptional(z.array(z.string()));
// The desk says what is wrong with what stands in these.
const Topic = z.strictObject({
  query: z.string(),
  sources: list,
  languages: list,
  mustMatch: list,
  mustNotMatch: list,
});
const Nothing = z.unknown();

/** Adds the addresses of followed topics, as `formRoutes` has them. */
export function addTopicRoutes(app: Hono, desk: TopicDesk, rights: OperateRights): void {
  const route = formRoutes(app, rights);
  route("GET", "/api/topics", Nothing, () => desk.list());
  route("GET", "/api/topics/:id", Nothing, (_, name) => desk.show(name));
  route("PUT", "/api/topics/:id", Topic, (topic, name) => desk.follow({ ...topic, name }));
  route("DELETE", "/api/topics/:id", Nothing, (_, name) => desk.unfollow(name));
}
