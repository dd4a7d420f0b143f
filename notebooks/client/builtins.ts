import * as Plot from "@observablehq/plot";
import { html, svg } from "htl";
import { moodOverTime } from "./charts/mood_over_time.ts";
import { newestPosts } from "./charts/newest_posts.ts";
import { numberRow } from "./charts/number_row.ts";
import { postsOverTime } from "./charts/posts_over_time.ts";
import { rankedTerms } from "./charts/ranked_terms.ts";
import { summary } from "./charts/summary.ts";
import { shareInterval } from "./charts/share.ts";
import { notice } from "./charts/notice.ts";
import { intervalLabel } from "../page/interval.ts";
import { topicWords } from "../page/topic_words.ts";
import { parseTopic } from "../../analysis/topics/parse.ts";
import { whyOf } from "./rows.ts";
import { why } from "./why/why.ts";
import * as format from "./words.ts";

const helpers = {
  Plot,
  html,
  svg,
  format,
  intervalLabel,
  moodOverTime,
  newestPosts,
  notice,
  numberRow,
  postsOverTime,
  rankedTerms,
  shareInterval,
  summary,
  topicWords: (text: string) => topicWords(parseTopic(text)),
  why,
  whyOf,
};

/** What every cell can use without defining it. */
export const builtins: Record<string, () => unknown> = Object.fromEntries(
  Object.entries(helpers).map(([name, value]) => [name, () => value]),
);
