import winkModel from "wink-eng-lite-web-model";
import winkNLP from "wink-nlp";

/** A function that gives wink-nlp's mood of a text, in [-1, 1]: a second opinion beside our own models. English only. */
export function createWinkSentiment(): (text: string) => number {
  const nlp = winkNLP(winkModel, ["sbd", "negation", "sentiment"]);
  return (text) => Number(nlp.readDoc(text).out(nlp.its.sentiment));
}
