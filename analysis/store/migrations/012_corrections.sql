-- What people say the moods of posts are: entries are only added, and the newest on a post holds. Those with a topic were made
-- to measure a model there, without sight of its mood.
create table base.corrections (
  entry varchar not null,
  source varchar not null,
  id varchar not null,
  mood tinyint,
  corrected_by varchar not null,
  corrected_at timestamp not null,
  landing bigint not null,
  topic varchar,
  model_mood tinyint,
  model varchar
);

-- A post has the mood that holds; beside it, only where a person corrected it, what its model said.
alter table base.posts add column corrected_at timestamp;
alter table base.posts add column model_mood tinyint;
alter table base.posts add column model_polarity float;
