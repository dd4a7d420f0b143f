import type { Mood, PostName, RuleEntry } from "../../../analysis/store/corrections.ts";
import type { DrawnPost } from "../../../analysis/store/draw_posts.ts";
import type { CorrectedPost } from "../../operate/correct_desk.ts";
import { askServer, type ServerAnswer } from "../ask_server.ts";

/** Whether what was said holds already. */
export interface Landed {
  landed: boolean;
}

/** What a page can have corrected. */
export interface AskCorrections {
  show(post: PostName): Promise<ServerAnswer<CorrectedPost>>;
  /** Null: as its model has it. */
  correct(post: PostName, mood: Mood | null): Promise<ServerAnswer<Landed>>;
  /** What was said of phrases in a topic, the oldest first. */
  rules(topic: string): Promise<ServerAnswer<{ entries: RuleEntry[] }>>;
  /** Posts to be judged without sight of their mood. */
  draw(topic: string): Promise<ServerAnswer<{ posts: DrawnPost[] }>>;
  judge(topic: string, post: PostName, mood: Mood): Promise<ServerAnswer<Landed>>;
  rule(topic: string, phrase: string, mood: Mood | null): Promise<ServerAnswer<Landed>>;
}

let allowed = false;
let asking: Promise<AskCorrections | undefined> | undefined;

/** Lets the page ask its server; without it, as in a report or while it is painted, nothing is asked. */
export function allowCorrections(): void {
  allowed = true;
}

/** The way to correct, asked for once; undefined where this reader may not. */
export async function corrections(): Promise<AskCorrections | undefined> {
  return allowed ? await (asking ??= askRights()) : undefined;
}

async function askRights(): Promise<AskCorrections | undefined> {
  const answer = await fetch("/api/correct/may").then((response) => response.json()).catch(() => null);
  if (!answer?.may) return undefined;
  return {
    show: (post) => askServer("/api/correct/show", { post }),
    rules: (topic) => askServer("/api/correct/rules", { topic }),
    rule: (topic, phrase, mood) => askServer("/api/correct/rule", { topic, phrase, mood }),
    draw: (topic) => askServer("/api/correct/draw", { topic }),
    judge: (topic, { source, id }, mood) =>
      askServer("/api/correct/judge", { topic, post: { source, id }, mood }),
    correct: (post, mood) => askServer("/api/correct/post", { post, mood }),
  };
}
