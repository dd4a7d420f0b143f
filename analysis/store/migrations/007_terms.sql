-- Terms in one text, by the unit separator; the views split it. DuckDB reads all of a column of lists to show one row of
-- it, and nine short texts of a post take three times as long to read as one.
alter table base.posts alter column terms set data type varchar using array_to_string(terms, chr(31));
