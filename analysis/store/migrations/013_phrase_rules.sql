-- What phrases mean for the mood of posts of a topic: entries are only added, and the newest on a phrase holds; null: no rule.
create table base.phrase_rules (
  entry varchar not null,
  topic varchar not null,
  query varchar not null,
  phrase varchar not null,
  mood tinyint,
  ruled_by varchar not null,
  ruled_at timestamp not null,
  landing bigint not null
);
