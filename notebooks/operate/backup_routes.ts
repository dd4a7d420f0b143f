import { basename } from "node:path";
import type { Context, Hono } from "hono";
import { z } from "zod";
import { messageOf } from "../../ingest/base/errors.ts";
import { createTurns } from "../live/turns.ts";
import { noStore, say } from "../serve/answers.ts";
import { limitBody } from "../serve/limit_body.ts";
import type { DatabaseCopies } from "./database_copies.ts";
import { refuseOperating } from "./may_operate.ts";

const maxBodyBytes = 10_000;
const count = z.number().int().nonnegative();
const Made = z.strictObject({ landing: count, posts: count, bytes: count });

/** Adds the addresses by which a command of this machine's user, who holds the token, makes back-ups; one at a time. */
export function addBackupRoutes(app: Hono, copies: DatabaseCopies, token: string): void {
  const turns = createTurns(1, 0);
  const refuse = (c: Context) => refuseOperating(c, { token, isOwn: false });
  app.post("/api/backup/copy", async (c) => {
    const refused = refuse(c);
    if (refused !== undefined) return say(c, 403, refused);
    const making = turns.take(() => copies.make());
    if (making === null) return say(c, 503, "Another back-up is under way; try again");
    try {
      return c.json({ name: basename(await making) }, 200, noStore);
    } catch (error) {
      return say(c, 422, `Cannot copy the database: ${messageOf(error)}`);
    }
  });
  app.post("/api/backup/made", limitBody(maxBodyBytes), async (c) => {
    const refused = refuse(c);
    if (refused !== undefined) return say(c, 403, refused);
    const made = Made.safeParse(await c.req.json().catch(() => null));
    if (!made.success) return say(c, 422, "The request is not understood");
    await copies.note(made.data);
    return c.json({}, 200, noStore);
  });
}
