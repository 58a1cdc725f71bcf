-- What change capture and reconciliation keep besides the tables of V1.

-- Why a reconciliation touched the row last: RULES_CHANGED or RECONCILED.
alter table records add column reconcile_reason text;

-- Records the topics hold although they have no row. A row here says in the WAL, in its order, that they are deleted.
create table record_ghosts (
  tenant text not null,
  record_id bigint not null,
  version bigint not null,
  rules_version bigint not null,
  found_at timestamptz not null default clock_timestamp(),
  primary key (tenant, record_id)
);
alter publication tributary_records add table record_ghosts;

-- Rows that could not be captured, for a person to look at. No content.
create table uncaptured_rows (
  tenant text not null,
  record_id bigint not null,
  problem text not null,
  times int not null default 1,
  seen_at timestamptz not null default clock_timestamp(),
  primary key (tenant, record_id)
);

-- What a reconciliation read from the topics. Unlogged: a crash may take it, the topics are read again.
create unlogged table reconciliation_held (
  reading uuid not null,
  tenant text not null,
  record_id bigint not null,
  topic text not null,
  version bigint not null,
  rules_version bigint not null,
  fingerprint text not null,
  read_at timestamptz not null default clock_timestamp(),
  primary key (reading, tenant, record_id, topic)
);

do $$
declare name text;
begin
  foreach name in array array['record_ghosts', 'uncaptured_rows', 'reconciliation_held'] loop
    execute format('alter table %I enable row level security', name);
    execute format('alter table %I force row level security', name);
    execute format('create policy worker on %I to records_worker using (true) with check (true)', name);
    execute format('grant select, insert, update, delete on %I to records_worker', name);
  end loop;
end $$;
