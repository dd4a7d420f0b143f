alter table base.dead_letters add column id varchar;
update base.dead_letters set id = left(sha256(concat_ws(chr(31), source, origin, digest)), 16);

-- What became of dead letters. By their ids alone, because over several partitions a replay may come before its letter.
create table base.settled_letters (
  letter varchar not null,
  how varchar not null,
  settled_at timestamp not null,
  landing bigint not null
);

create table base.backups (
  made_at timestamp not null,
  landing bigint not null,
  posts bigint not null,
  bytes bigint not null
);
