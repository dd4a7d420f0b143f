-- What the owner measures of itself, by arrival time; a value that is not known has no row.
create table base.gauges (
  measured_at timestamp not null,
  name varchar not null,
  stream varchar,
  value double not null
);
