import type { TopicDraft } from "../../../ingest/topics/followed_topic.ts";
import type { TopicAnswer, TopicDesk } from "../../operate/topic_desk.ts";
import { askServer, type ServerAnswer } from "../ask_server.ts";

/** All followed topics, as the server answers. */
export type Topics = ReturnType<TopicDesk["list"]>;

/** What a page can have done with followed topics. */
export interface AskTopics {
  list(): Promise<ServerAnswer<Topics>>;
  follow(draft: TopicDraft): Promise<ServerAnswer<TopicAnswer>>;
  unfollow(name: string): Promise<ServerAnswer<TopicAnswer>>;
}

let asking: AskTopics | undefined;

/** Lets the page ask its server; without it, as in a report, while it is painted or where others read, nothing is asked. */
export function allowTopics(): void {
  const of = (name: string) => `/api/topics/${encodeURIComponent(name)}`;
  asking = {
    list: () => askServer("/api/topics", undefined, "GET"),
    follow: ({ name, ...topic }) => askServer(of(name), topic, "PUT"),
    unfollow: (name) => askServer(of(name), undefined, "DELETE"),
  };
}

/** The way to ask; undefined where nobody answers. */
export function topicDesk(): AskTopics | undefined {
  return asking;
}
