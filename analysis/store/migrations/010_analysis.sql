-- What the analysis says of a post beside its mood; null: by an analyst that did not say it, or of a language no model knows.
alter table base.posts add column subjectivity float;
alter table base.posts add column emotion varchar;
alter table base.posts add column emotion_model varchar;
alter table base.posts add column category varchar;
alter table base.posts add column category_model varchar;
-- Names and phrases in one text each, as terms are; before each item stands its score in percent, three digits and a space.
alter table base.posts add column entities varchar;
alter table base.posts add column entities_model varchar;
alter table base.posts add column phrases varchar;
alter table base.posts add column near_duplicate ubigint;
alter table base.posts add column country varchar;
alter table base.posts add column region varchar;
alter table base.posts add column city varchar;

-- What the card of a model says it scores, in percent, of this program's models and those of earlier ones.
create table base.models (
  model varchar not null,
  task varchar not null,
  title varchar not null,
  measure varchar not null,
  percent double not null
);
