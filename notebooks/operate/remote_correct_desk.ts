import type { MeasuredMood, RuleEntry } from "../../analysis/store/corrections.ts";
import type { DrawnPost } from "../../analysis/store/draw_posts.ts";
import type { CorrectDesk } from "./correct_desk.ts";
import { askOwner, type OwnerAddress } from "./owner_client.ts";

/** The desk of the process that owns the data folder. */
export function remoteCorrectDesk(owner: OwnerAddress): CorrectDesk {
  const ask = <Answer>(path: string, body: object) =>
    askOwner(owner, `api/correct/${path}`, body) as Promise<Answer>;
  return {
    show: (post) => ask("show", { post }),
    rules: async (topic) => (await ask<{ entries: RuleEntry[] }>("rules", { topic })).entries,
    rule: (topic, phrase, mood, by) => ask("rule", { topic, phrase, mood, by }),
    draw: async (topic) => (await ask<{ posts: DrawnPost[] }>("draw", { topic })).posts,
    judge: (topic, post, mood, by) => ask("judge", { topic, post, mood, by }),
    measured: async (topic) => (await ask<{ moods: MeasuredMood[] }>("measured", { topic })).moods,
    correct: (post, mood, by) => ask("post", { post, mood, by }),
  };
}
