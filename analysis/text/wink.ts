import winkModel from "wink-eng-lite-web-model";
import winkNLP from "wink-nlp";

/** A function that gives wink-nlp's mood of a text, in [-1, 1]: a second opinion beside our own models. English only. */
export function createWinkSentiment(): (text: string) => number {
  const nlp = winkNLP(winkModel, ["sbd", "negation", "sentiment"]);
  return (text) => Number(nlp.readDoc(text).out(nlp.its.sentiment));
}

/** A function that lists the dates, times and amounts that wink-nlp finds in a text, as `type: text`. */
export function createWinkEntities(): (text: string) => string[] {
  const nlp = winkNLP(winkModel, ["sbd", "ner"]);
  return (text) =>
    nlp.readDoc(text).entities().out(nlp.its.detail as never).map((found) => {
      const { value, type } = found as unknown as { value: string; type: string };
      return `${type.toLowerCase()}: ${value}`;
    });
}
