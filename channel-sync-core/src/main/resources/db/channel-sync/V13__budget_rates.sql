-- A limit that was raised is known by what it was: what is kept for people grows with it at once.
alter table budgets add column rate double precision;
comment on column budgets.rate is 'calls an hour when calls were last taken; null before the first time';
