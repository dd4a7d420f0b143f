alter table base.posts drop column terms;
alter table base.posts rename column terms_text to terms;
alter table base.posts alter column terms set not null;
