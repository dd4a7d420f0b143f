create schema base;

-- No primary key on posts: at 10 million rows its index costs 15 times the anti-join that landing does instead.
create table base.posts (
  source varchar not null,
  id varchar not null,
  revision integer not null,
  stream varchar not null,
  created_at timestamp not null,
  received_at timestamp not null,
  landed_at timestamp not null,
  landing bigint not null,
  author varchar,
  author_id varchar,
  community varchar,
  title varchar,
  text varchar not null,
  lang varchar,
  url varchar,
  reply_to varchar,
  repost_of varchar,
  quote_of varchar,
  thread_id varchar,
  rules varchar[],
  place varchar,
  automated boolean,
  sensitive boolean,
  reach bigint,
  likes bigint,
  replies bigint,
  reposts bigint,
  score bigint,
  norm varchar not null,
  tokens integer not null,
  terms varchar[] not null,
  hashtags varchar[] not null,
  mentions varchar[] not null,
  links varchar[] not null,
  cashtags varchar[] not null,
  mood tinyint,
  polarity float,
  sentiment_model varchar,
  truncated boolean not null
);

-- Signed rows: a minute is the sum of its rows.
create table base.minutes (
  minute timestamp not null,
  source varchar not null,
  posts bigint not null,
  negative bigint not null,
  neutral bigint not null,
  positive bigint not null,
  polarity_sum double not null
);

create table base.dead_letters (
  landing bigint not null,
  refused_at timestamp not null,
  source varchar not null,
  stream varchar not null,
  origin varchar not null,
  stage varchar not null,
  reason varchar not null,
  size bigint not null,
  digest varchar not null,
  bytes blob not null
);

-- What is known of a source as a whole; unstable: the same id has come with different times.
create table base.sources (
  source varchar primary key,
  posts bigint not null,
  oldest timestamp not null,
  live_edge timestamp,
  unstable boolean not null
);

create table base.landings (
  landing bigint not null,
  landed_at timestamp not null,
  posts bigint not null,
  duplicates bigint not null,
  dead bigint not null
);

create table base.offsets (
  log_id varchar not null,
  topic varchar not null,
  partition integer not null,
  next bigint not null,
  log_place varchar not null,
  landed_at timestamp not null,
  primary key (log_id, topic, partition)
);

-- Spans of the log, or of event time, of which nothing or not all was received.
create table base.coverage (
  noticed_at timestamp not null,
  source varchar,
  stream varchar,
  kind varchar not null,
  detail varchar not null
);
