-- Terms in one text, by the unit separator; the views split it. DuckDB reads all of a column of lists to show one row of
-- it, and nine short texts of a post take three times as long to read as one.
-- In three steps over another column: DuckDB 1.5.5 cannot replay a conversion by an expression from its write-ahead file,
-- so that a kill would leave a database that cannot be opened; and it cannot change a table and its rows at once.
alter table base.posts add column terms_text varchar;
