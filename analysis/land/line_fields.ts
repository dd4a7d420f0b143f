/** Types of an analysed post by field, as `from_json` takes them. Required: NULL in one of them makes a line bad. */
const required = {
  source: "VARCHAR",
  id: "VARCHAR",
  revision: "INTEGER",
  stream: "VARCHAR",
  time: "VARCHAR",
  createdAt: "BIGINT",
  receivedAt: "BIGINT",
  text: "VARCHAR",
  norm: "VARCHAR",
  tokens: "INTEGER",
  terms: ["VARCHAR"],
  hashtags: ["VARCHAR"],
  mentions: ["VARCHAR"],
  links: ["VARCHAR"],
  cashtags: ["VARCHAR"],
  truncated: "BOOLEAN",
};

const optional = {
  author: "VARCHAR",
  authorId: "VARCHAR",
  community: "VARCHAR",
  title: "VARCHAR",
  lang: "VARCHAR",
  url: "VARCHAR",
  replyTo: "VARCHAR",
  repostOf: "VARCHAR",
  quoteOf: "VARCHAR",
  threadId: "VARCHAR",
  rules: ["VARCHAR"],
  place: "VARCHAR",
  automated: "BOOLEAN",
  sensitive: "BOOLEAN",
  reach: "BIGINT",
  engagement: { likes: "BIGINT", replies: "BIGINT", reposts: "BIGINT", score: "BIGINT" },
  sentiment: { label: "VARCHAR", polarity: "FLOAT", subjectivity: "FLOAT", model: "VARCHAR" },
  emotion: { label: "VARCHAR", model: "VARCHAR" },
  category: { label: "VARCHAR", model: "VARCHAR" },
  names: { found: [{ name: "VARCHAR", type: "VARCHAR", score: "FLOAT" }], model: "VARCHAR" },
  phrases: [{ text: "VARCHAR", score: "FLOAT" }],
  nearDuplicate: "VARCHAR",
  location: { country: "VARCHAR", region: "VARCHAR", city: "VARCHAR" },
};

// from_json turns an absent key or a wrong type into NULL without a word. That is right for optional fields (a line of
// an older analyst still lands); a required one is refused by its column's NOT NULL.
const fields = `from_json(line, '${JSON.stringify({ ...required, ...optional })}')`;

/** The posts of the table `lines`, with the columns of `base.posts` and `unstable`. */
export const parsedPosts = `select i, p.time = 'unstable' as unstable,
  p.source, p.id, p.revision, p.stream, make_timestamp(p."createdAt" * 1000) as created_at,
  make_timestamp(p."receivedAt" * 1000) as received_at,
  p.author, p."authorId" as author_id, p.community, p.title, p.text, p.lang, p.url, p."replyTo" as reply_to,
  p."repostOf" as repost_of, p."quoteOf" as quote_of, p."threadId" as thread_id, p.rules, p.place, p.automated,
  p.sensitive, p.reach, p.engagement.likes as likes, p.engagement.replies as replies,
  p.engagement.reposts as reposts, p.engagement.score as score,
  p.norm, p.tokens, array_to_string(p.terms, chr(31)) as terms, p.hashtags, p.mentions, p.links, p.cashtags,
  case p.sentiment.label when 'negative' then -1 when 'neutral' then 0 when 'positive' then 1 end as mood,
  p.sentiment.polarity as polarity,
  p.sentiment.subjectivity as subjectivity,
  case when p.sentiment.polarity is not null then p.sentiment.model end as sentiment_model,
  ${labelled("emotion")}, ${labelled("category")},
  ${scored("p.names.found", "item.type || ':' || item.name")} as entities, p.names.model as entities_model,
  ${scored("p.phrases", "item.text")} as phrases,
  try_cast('0x' || p."nearDuplicate" as ubigint) as near_duplicate,
  p.location.country as country, p.location.region as region, p.location.city as city, p.truncated
  from (select i, ${fields} as p from lines)`;

const incomplete = Object.keys(required).map((field) => `p."${field}" is null`).join(" or ");
// Milliseconds beyond this are no timestamp in microseconds.
const noTime = ["createdAt", "receivedAt"].map((field) =>
  `p."${field}" not between ${Number.MIN_SAFE_INTEGER} and ${Number.MAX_SAFE_INTEGER}`
).join(" or ");

/** The lines of the table `lines` that cannot land, each looked at by itself. */
export const badLines = `select i, line from (
    select i, line, try(${fields}) as p from lines
  ) where p is null or ${incomplete} or ${noTime} order by i`;

// A language that no model knows has neither label nor model.
function labelled(field: string): string {
  return `nullif(p.${field}.label, 'unsupported') as ${field},
  case when p.${field}.label <> 'unsupported' then p.${field}.model end as ${field}_model`;
}

// A list in one text; before what each item is called stands its score in percent, three digits and a space.
function scored(list: string, called: string): string {
  const percent = "greatest(0, least(100, try_cast(100 * item.score as integer)))";
  return `array_to_string(list_transform(${list}, lambda item: format('{:03d} {}', ${percent}, ${called})), chr(31))`;
}
