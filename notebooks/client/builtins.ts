import * as Inputs from "@observablehq/inputs";
import * as Plot from "@observablehq/plot";
import { html, svg } from "htl";
import { loudestWindow } from "./charts/loudest.ts";
import { deadLetters } from "./dead/dead_letters.ts";
import { restOf } from "./charts/rest.ts";
import { dataTable } from "./charts/data_table.ts";
import { languageName } from "./charts/language_name.ts";
import { lineOverTime } from "./charts/line_over_time.ts";
import { measuredMoods } from "./charts/measured_moods.ts";
import { moodOverTime } from "./charts/mood_over_time.ts";
import { newestPosts } from "./charts/newest_posts.ts";
import { numberRow } from "./charts/number_row.ts";
import { postsOverTime } from "./charts/posts_over_time.ts";
import { plainText } from "./charts/plain_text.ts";
import { panelsOverTime } from "./charts/panels_over_time.ts";
import { rankedRows } from "./charts/ranked_rows.ts";
import { risingRows } from "./charts/rising_rows.ts";
import { sharesOverTime } from "./charts/shares_over_time.ts";
import { sourceName } from "./charts/source_name.ts";
import { summary } from "./charts/summary.ts";
import { clearlyFirst, shareInterval } from "./charts/share.ts";
import { notice } from "./charts/notice.ts";
import { sourceForms } from "./streams/source_forms.ts";
import { streamTable } from "./streams/stream_table.ts";
import { followedTopics } from "./topics/followed_topics.ts";
import { intervalLabel } from "../page/interval.ts";
import { topicWords } from "../page/topic_words.ts";
import { parseTopic } from "../../analysis/topics/parse.ts";
import { withInertStyles } from "./inert_styles.ts";
import { whyOf } from "./rows.ts";
import { why } from "./why/why.ts";
import * as format from "./words.ts";

const helpers = {
  Inputs,
  Plot,
  html: withInertStyles(html),
  svg: withInertStyles(svg),
  format,
  intervalLabel,
  clearlyFirst,
  dataTable,
  deadLetters,
  followedTopics,
  languageName,
  lineOverTime,
  loudestWindow,
  measuredMoods,
  moodOverTime,
  newestPosts,
  notice,
  numberRow,
  postsOverTime,
  panelsOverTime,
  plainText,
  rankedRows,
  restOf,
  risingRows,
  shareInterval,
  sharesOverTime,
  sourceForms,
  sourceName,
  streamTable,
  summary,
  topicHref: (term: string) => `/topic?topic=${encodeURIComponent(/\s/.test(term) ? `"${term}"` : term)}`,
  topicWords: (text: string) => topicWords(parseTopic(text)),
  why,
  whyOf,
};

/** What every cell can use without defining it. */
export const builtins: Record<string, () => unknown> = Object.fromEntries(
  Object.entries(helpers).map(([name, value]) => [name, () => value]),
);
