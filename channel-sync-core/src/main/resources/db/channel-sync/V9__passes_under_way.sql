-- What the pass under way has missed so far: it may take several turns.
alter table account_passes add column under_way bigint not null default 0;
