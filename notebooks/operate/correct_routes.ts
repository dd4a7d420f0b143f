import type { Hono } from "hono";
import { z } from "zod";
import type { CorrectDesk } from "./correct_desk.ts";
import { type OperateRights, refuseOperating } from "./may_operate.ts";
import { operateRoutes } from "./operate_route.ts";

const maxBodyBytes = 65_536;
const by = z.string().min(1).max(100);
const mood = z.union([z.literal(-1), z.literal(0), z.literal(1)]);
const post = z.strictObject({ source: z.string().min(1).max(32), id: z.string().min(1).max(512) });
const Show = z.strictObject({ post });
const Correct = z.strictObject({ post, mood: mood.nullable(), by: by.optional() });
const topic = z.string().max(10_000);
const Topic = z.strictObject({ topic });
const Rule = z.strictObject({ topic, phrase: z.string().max(200), mood: mood.nullable(), by: by.optional() });
const Judge = z.strictObject({ topic, post, mood, by: by.optional() });

/** Adds the addresses by which moods are corrected. `user` is who runs the server. */
export function addCorrectRoutes(app: Hono, desk: CorrectDesk, rights: OperateRights, user: string): void {
  const route = operateRoutes(app, "/api/correct", rights, maxBodyBytes);
  // A page asks before it offers what only who runs the server may do.
  app.get("/api/correct/may", (c) => {
    c.header("cache-control", "no-store");
    return c.json({ may: refuseOperating(c, rights) === undefined });
  });
  route("rules", Topic, async ({ topic }) => ({ entries: await desk.rules(topic) }));
  route("rule", Rule, ({ topic, phrase, mood, by = user }) => desk.rule(topic, phrase, mood, by));
  route("draw", Topic, async ({ topic }) => ({ posts: await desk.draw(topic) }));
  route("judge", Judge, ({ topic, post, mood, by = user }) => desk.judge(topic, post, mood, by));
  route("measured", Topic, async ({ topic }) => ({ moods: await desk.measured(topic) }));
  route("show", Show, ({ post }) => desk.show(post));
  route("post", Correct, ({ post, mood, by = user }) => desk.correct(post, mood, by));
}
