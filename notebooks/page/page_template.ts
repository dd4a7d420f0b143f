/** The text of a new page: a topic and a window, two queries, a chart, and a sentence with a number. */
export function pageTemplate(name: string): string {
  const title = name[0]!.toUpperCase() + name.slice(1).replaceAll("-", " ");
  return `---
title: ${title}
description: How much is said about a topic, and where
params:
  topic: { type: topic }
  window: { type: interval, default: 24h, choices: [1h, 24h, 7d, all] }
---

\`\`\`sql series key=start
select time_bucket(\${bucket}, created_at) as start,
  count(*) as posts
from posts
where \${here}
group by all
order by start
\`\`\`

\`\`\`sql sources key=source
select source, count(*) as posts
from posts
where \${here}
group by all
order by posts desc
\`\`\`

\`\`\`js
postsOverTime({ rows: series, span, title: "Posts over time" });
\`\`\`

\${format.plural(sources.reduce((sum, row) => sum + row.posts, 0), "post")} from
\${format.plural(sources.length, "source")}\${sources.length > 0 ? \`, most of them from \${sources[0].source}\` : ""}.
`;
}
