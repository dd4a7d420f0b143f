import { scoreAfinn } from "../../text/afinn.ts";
import { normOf, tokenise } from "../../text/tokens.ts";
import { createWinkSentiment } from "../../text/wink.ts";
import type { Task } from "../train/tasks.ts";
import { scoreSingle, type SingleScore } from "./measures.ts";

/** AFINN and wink-nlp on texts with a mood: the sign of what they say. */
export function scoreBaselines({ texts, targets }: Task): { afinn: SingleScore; wink: SingleScore } {
  const winkMood = createWinkSentiment();
  const bySign = (values: number[]) => scoreSingle(values.map((value) => 1 + Math.sign(value)), targets, 3);
  return {
    afinn: bySign(texts.map((text) => scoreAfinn(normOf(tokenise(text))))),
    wink: bySign(texts.map(winkMood)),
  };
}
