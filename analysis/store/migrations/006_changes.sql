-- row_no: each version of a post has its own, which only grows. Rowids are no such number: where rows were deleted, a
-- checkpoint moves those after them.
alter table base.posts add column row_no bigint;
alter table base.posts add column deleted_at timestamp;
-- The landing that last edited or deleted it.
alter table base.posts add column changed_in bigint;
-- When its counters were read; null: they came with this version of the post.
alter table base.posts add column engagement_at timestamp;
update base.posts set row_no = rowid;

alter table base.minutes add column likes bigint default 0;
alter table base.minutes add column replies bigint default 0;
alter table base.minutes add column reposts bigint default 0;
alter table base.minutes add column score bigint default 0;
insert into base.minutes
  select date_trunc('minute', created_at), source, 0, 0, 0, 0, 0, coalesce(sum(likes), 0), coalesce(sum(replies), 0),
    coalesce(sum(reposts), 0), coalesce(sum(score), 0)
  from base.posts group by all;

alter table base.landings add column changed bigint default 0;

-- What may not come back: posts that were deleted before they came, and all posts of authors that were taken down.
create table base.tombstones (
  source varchar not null,
  scope varchar not null,
  key varchar not null,
  deleted_at timestamp not null,
  landing bigint not null,
  -- Null: for ever.
  until timestamp
);

-- Counters as they were read, also of posts that have not come yet.
create table base.engagement (
  source varchar not null,
  id varchar not null,
  read_at timestamp not null,
  received_at timestamp not null,
  stream varchar not null,
  landing bigint not null,
  likes bigint,
  replies bigint,
  reposts bigint,
  score bigint
);
