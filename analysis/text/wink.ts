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

/** A function that gives the words of a text, in lower case, with their parts of speech (universal tags). */
export function createWinkParts(): (text: string) => [word: string, part: string][] {
  const nlp = winkNLP(winkModel, ["sbd", "pos"]);
  return (text) => {
    const tokens = nlp.readDoc(text).tokens();
    const parts = tokens.out(nlp.its.pos as never) as unknown as string[];
    return (tokens.out(nlp.its.normal) as string[]).map((word, i) => [word, parts[i]!]);
  };
}

/** A function that gives a phrase with each word cut to its stem, for comparing phrases. */
export function createWinkStems(): (phrase: string) => string {
  const nlp = winkNLP(winkModel, []);
  return (phrase) =>
    (nlp.readDoc(phrase.toLowerCase()).tokens().out(nlp.its.stem as never) as unknown as string[]).join(" ");
}
