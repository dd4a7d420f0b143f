-- Streams whose data were deleted: what arrived until then does not land, should the log bring it again.
create table base.forgotten (
  stream varchar primary key,
  until timestamp not null
);
