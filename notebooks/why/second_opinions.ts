import type { Opinions } from "../../analysis/opinions.ts";
import { scopeOf } from "../live/scope.ts";
import { frozenAt, rowsOf, type WhyDeps } from "./posts_behind.ts";
import { postsQuery, sampleQuery } from "./posts_query.ts";
import type { WhyRequest } from "./why_request.ts";

/** Posts by which it is told how often others agree with the model. */
const sampled = 200;

/** Other judges of mood, with their names and versions. */
export interface Judges extends Pick<Opinions, "ask"> {
  names: readonly string[];
}

/** What others say of the mood of the posts behind a number. */
export interface SecondOpinions {
  judges: readonly string[];
  /** The posts asked for, with a mood of each judge: -1, 0 or 1. */
  posts: { source: string; id: string; moods: number[] }[];
  /** Of so many of all posts behind the number, drawn by lot, that have a mood by the model, on how many each judge agrees with it. */
  sample: { posts: number; agreed: number[] };
}

/** Asks others for the mood of posts behind a number. @throws {Poison} when a query fails. @throws {Retriable} when they do not answer. */
export async function askSecondOpinions(
  request: WhyRequest,
  deps: WhyDeps & { judges: Judges },
): Promise<SecondOpinions> {
  const { listed, drawn } = await readPosts(request, deps);
  const moods = await deps.judges.ask([...listed, ...drawn].map(textOf));
  const ofDrawn = moods.slice(listed.length);
  return {
    judges: deps.judges.names,
    posts: listed.map(({ source, id }, i) => ({ source: String(source), id: String(id), moods: moods[i]! })),
    sample: {
      posts: drawn.length,
      agreed: deps.judges.names.map((_, judge) =>
        drawn.filter(({ model_mood }, i) => Number(model_mood) === ofDrawn[i]![judge]).length
      ),
    },
  };
}

// The snapshot is given back before others are asked, who take their time.
async function readPosts(request: WhyRequest, deps: WhyDeps) {
  await using snapshot = await deps.reads.snapshot();
  const scope = scopeOf(request, snapshot, deps);
  const landing = frozenAt(request.time, snapshot.moment);
  const posts = request.limit === 0 ? [] : await rowsOf(snapshot, postsQuery(request, scope, landing));
  return {
    listed: posts.filter((post) => post["deleted_at"] === null),
    drawn: await rowsOf(snapshot, sampleQuery(request, scope, landing, sampled)),
  };
}

function textOf({ title, text }: Record<string, unknown>): string {
  return [title, text].filter((part) => part !== null).join("\n");
}
