import { Poison } from "../../ingest/base/errors.ts";
import { Refusal } from "../../ingest/base/refusal.ts";
import {
  type FollowedTopic,
  type MadeOfTopic,
  maxTopics,
  originOf,
  TopicDraft,
} from "../../ingest/topics/followed_topic.ts";
import type { TopicFiles } from "../../ingest/topics/topic_files.ts";
import { followTopic } from "../../analysis/topics/follow_topic.ts";

/** A followed topic as pages and commands see it. */
export interface TopicAnswer extends TopicDraft {
  /** The hash of its normalised query; null where that cannot be read. */
  key: string | null;
  /** The rule that X is asked by, or why it cannot be asked. */
  x: MadeOfTopic["x"];
  /** What is wrong with its file; null: nothing. */
  problem: string | null;
}

/** Followed topics, for who operates them. @throws {Refusal} from each of its acts, saying why not. */
export interface TopicDesk {
  list(): { topics: TopicAnswer[] };
  show(name: string): TopicAnswer;
  /** Follows a topic, in the place of the one of that name. */
  follow(draft: TopicDraft): TopicAnswer;
  /** Its posts stay. */
  unfollow(name: string): TopicAnswer;
}

/** A desk over the topics of a data folder. */
export function createTopicDesk(files: TopicFiles): TopicDesk {
  const answer = (name: string): TopicAnswer | undefined => {
    try {
      const topic = files.read(name);
      return topic && answerOf(topic);
    } catch (error) {
      if (!(error instanceof Poison)) throw error;
      return { name, query: "", key: null, x: { refusal: error.message }, problem: error.message };
    }
  };
  const show = (name: string) => {
    const found = answer(name);
    if (found === undefined) throw new Refusal(`"${name}" is not followed`, "name");
    return found;
  };
  const list = () => files.names().flatMap((name) => answer(name) ?? []);
  return {
    list: () => ({ topics: list() }),
    show,
    follow(wanted) {
      const draft = checked(wanted);
      const followed = followTopic(draft);
      const others = list().filter(({ name }) => name !== draft.name);
      if (others.length >= maxTopics) throw new Refusal(`There are ${maxTopics} topics, which is the most`);
      const same = others.find(({ key }) => key === followed.made!.key);
      if (same !== undefined) throw new Refusal(`"${same.name}" is the same topic`, "query");
      files.save(followed);
      return answerOf(followed);
    },
    unfollow(name) {
      const gone = show(name);
      files.remove(name);
      return gone;
    },
  };
}

function checked(wanted: TopicDraft): TopicDraft {
  const { data, error } = TopicDraft.safeParse(wanted);
  if (data !== undefined) return data;
  const { path, message } = error!.issues[0]!;
  throw new Refusal(`Cannot follow the topic: ${path.join(".")} ${message}`, String(path[0]));
}

function answerOf({ made, ...draft }: FollowedTopic): TopicAnswer {
  if (made?.of === originOf(draft)) return { ...draft, key: made.key, x: made.x, problem: null };
  const problem = "Its file was edited by hand: follow it once more";
  return { ...draft, key: null, x: { refusal: problem }, problem };
}
