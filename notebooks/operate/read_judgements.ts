import { z } from "zod";
import { type Mood, moodsByName, type PostName } from "../../analysis/store/corrections.ts";
import { Fatal } from "../../ingest/base/errors.ts";

/** What a person says of the mood of a post, and where that stands. */
export interface Judgement {
  line: number;
  post: PostName;
  mood: Mood;
}

const Line = z.object({
  source: z.string().min(1).max(32),
  id: z.string().min(1).max(512),
  mood: z.enum(["negative", "neutral", "positive"]).nullish(),
});

/** Reads judgements, a line of JSON each: posts as they were drawn, with a mood; those without one are passed over. @throws {Fatal} naming the line that is none. */
export function readJudgements(text: string): Judgement[] {
  const judged = text.split("\n").flatMap((words, at) => {
    if (words.trim() === "") return [];
    const { data, error } = Line.safeParse(parse(words));
    if (error !== undefined) {
      throw new Fatal(
        `Cannot use line ${at + 1}: it needs a source, an id, and as mood negative, neutral or positive`,
      );
    }
    const { source, id, mood } = data;
    return mood === null || mood === undefined
      ? []
      : [{ line: at + 1, post: { source, id }, mood: moodsByName[mood] }];
  });
  if (judged.length === 0) throw new Fatal(`No line has a mood: add one as "mood": "negative"`);
  return judged;
}

function parse(words: string): unknown {
  try {
    return JSON.parse(words);
  } catch {
    return null;
  }
}
