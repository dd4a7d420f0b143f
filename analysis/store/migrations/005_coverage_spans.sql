-- What a stream received: in which span of event time, and which share of it; without an end it holds until a later row says more.
alter table base.coverage add column from_at timestamp;
alter table base.coverage add column to_at timestamp;
alter table base.coverage add column seen double;
