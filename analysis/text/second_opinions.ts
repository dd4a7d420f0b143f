import config from "../../deno.json" with { type: "json" };
import { scoreAfinn } from "./afinn.ts";
import { normOf, tokenise } from "./tokens.ts";
import { createWinkSentiment } from "./wink.ts";

/** Who else can say what mood a text is of, name and version. */
export const otherJudges: readonly string[] = [
  `AFINN-165 (sentiment ${versionOf("sentiment")})`,
  `wink-nlp ${versionOf("wink-nlp")} (wink-eng-lite-web-model ${versionOf("wink-eng-lite-web-model")})`,
];

/** A function that gives the moods of a text, -1, 0 or 1, as the other judges have them, in their order. English only; loads wink-nlp. */
export function createSecondOpinions(): (text: string) => number[] {
  const wink = createWinkSentiment();
  return (text) => [Math.sign(scoreAfinn(normOf(tokenise(text)))), Math.sign(wink(text))];
}

function versionOf(name: keyof typeof config.imports): string {
  return config.imports[name].split("@").at(-1)!;
}
