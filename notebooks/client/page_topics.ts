import { parseTopic } from "../../analysis/topics/parse.ts";
import type { ParamSpecs } from "../page/param_spec.ts";
import type { ParamValues } from "../page/param_values.ts";
import { topicWords } from "../page/topic_words.ts";

/** What a page is asked about. */
export interface PageTopics {
  /** Topics as typed. */
  typed: string[];
  /** The words that their posts name. */
  words: string[];
}

/** The topics among the values of a page's parameters. */
export function topicsOf(specs: ParamSpecs, values: ParamValues): PageTopics {
  const names = Object.keys(specs).filter((name) => specs[name]!.type === "topic");
  const typed = names.map((name) => String(values[name]));
  return { typed, words: typed.flatMap((topic) => topicWords(parseTopic(topic))) };
}
