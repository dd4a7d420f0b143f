import { Poison } from "../../ingest/base/errors.ts";
import { Refusal } from "../../ingest/base/refusal.ts";
import {
  type FollowedTopic,
  type MadeOfTopic,
  originOf,
  type TopicDraft,
} from "../../ingest/topics/followed_topic.ts";
import { normOf, tokenise } from "../text/tokens.ts";
import { matches } from "./matches.ts";
import { parseTopic } from "./parse.ts";
import { type Topic, TopicError } from "./topic.ts";
import { topicKey } from "./topic_key.ts";
import { xRule } from "./x_rule.ts";

const maxShownChars = 80;

/** A topic to follow, with what is made of it. @throws {Refusal} of the query, or of an example that it does not keep to. */
export function followTopic(draft: TopicDraft): FollowedTopic {
  const topic = read(draft.query);
  const finds = (text: string) => matches(topic, normOf(tokenise(text)));
  const missed = draft.mustMatch?.find((text) => !finds(text));
  if (missed !== undefined) throw new Refusal(`The query does not find “${shorten(missed)}”`, "mustMatch");
  const caught = draft.mustNotMatch?.find(finds);
  if (caught !== undefined) throw new Refusal(`The query finds “${shorten(caught)}”`, "mustNotMatch");
  const made: MadeOfTopic = { of: originOf(draft), key: topicKey(topic), x: askX(topic, draft) };
  return { ...draft, made };
}

function read(query: string): Topic {
  try {
    return parseTopic(query);
  } catch (error) {
    if (error instanceof TopicError) throw new Refusal(error.message, "query");
    throw error;
  }
}

function askX(topic: Topic, { sources, languages }: TopicDraft): MadeOfTopic["x"] {
  if (sources !== undefined && !sources.includes("x")) {
    return { refusal: `It is followed at ${sources.join(", ")} only` };
  }
  try {
    return { rule: xRule(topic, languages) };
  } catch (error) {
    if (error instanceof Poison) return { refusal: error.message };
    throw error;
  }
}

function shorten(text: string): string {
  return text.length <= maxShownChars ? text : `${text.slice(0, maxShownChars).toWellFormed()}…`;
}
