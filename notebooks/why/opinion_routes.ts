import type { Hono } from "hono";
import { Retriable } from "../../ingest/base/errors.ts";
import { createTurns } from "../live/turns.ts";
import { noStore, sayFailure } from "../serve/answers.ts";
import { type AskedDeps, readAsked } from "./asked.ts";
import type { WhyDeps } from "./posts_behind.ts";
import { askSecondOpinions, type Judges } from "./second_opinions.ts";

const maxWaiting = 16;

/** Adds the address that asks others for the mood of the posts behind a number, one question at a time. */
export function addOpinionRoutes(app: Hono, deps: AskedDeps & WhyDeps & { judges: Judges }): void {
  const turns = createTurns(1, maxWaiting);
  app.get("/api/pages/:page/cells/:cell/opinions", async (c) => {
    const asked = readAsked(c, deps, true);
    if ("status" in asked) return c.json(asked.body, asked.status, noStore);
    try {
      const answer = turns.take(() => askSecondOpinions(asked, deps));
      if (answer === null) throw new Retriable("Too many questions at once; try again");
      return c.json(await answer, 200, noStore);
    } catch (error) {
      return sayFailure(c, error);
    }
  });
}
