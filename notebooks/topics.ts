import { parseTopic } from "../analysis/topics/parse.ts";
import { topicSql } from "../analysis/topics/topic_sql.ts";
import type { Topics } from "./page/check_page.ts";

/** Topics as pages check and write them. */
export const topics: Topics = {
  check: (text) => void parseTopic(text),
  write: (text, bind) => topicSql(parseTopic(text), bind),
};
