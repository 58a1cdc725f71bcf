-- Records, what their pipelines say of them, and what change capture needs.
-- Two roles: records_api sees one tenant's rows (app.tenant), records_worker sees all.

do $$
begin
  if not exists (select from pg_roles where rolname = 'records_api') then
    create role records_api nologin;
  end if;
  if not exists (select from pg_roles where rolname = 'records_worker') then
    create role records_worker nologin;
  end if;
end $$;

create table pipelines (
  tenant        text not null,
  id            bigint generated always as identity,
  name          text not null,
  company       boolean not null default false,
  rules_version bigint not null default 1,
  created_at    timestamptz not null default clock_timestamp(),
  primary key (tenant, id),
  unique (tenant, name)
);
comment on column pipelines.company is 'its records are companies, not people';
comment on column pipelines.rules_version is 'raised with every change of the pipeline, its fields or its rules';

create table pipeline_fields (
  tenant      text not null,
  pipeline_id bigint not null,
  name        text not null,
  type        text not null check (type in ('text', 'email', 'phone', 'url', 'number', 'date', 'boolean')),
  region      text,
  position    integer not null,
  primary key (tenant, pipeline_id, name),
  foreign key (tenant, pipeline_id) references pipelines (tenant, id) on delete cascade
);
comment on column pipeline_fields.region is 'region that phone numbers without country code are read in, ISO 3166-1 alpha-2';

create table duplicate_rules (
  tenant      text not null,
  pipeline_id bigint not null,
  rules       jsonb not null,
  changed_at  timestamptz not null default clock_timestamp(),
  primary key (tenant, pipeline_id),
  foreign key (tenant, pipeline_id) references pipelines (tenant, id) on delete cascade
);

create table records (
  tenant         text not null,
  id             bigint generated always as identity,
  pipeline_id    bigint not null,
  source         text not null default 'api',
  external_id    text,
  source_version bigint not null default 0,
  data           jsonb not null default '{}' check (jsonb_typeof(data) = 'object'),
  version        bigint not null default 1,
  reconcile_seq  bigint not null default 0,
  deleted_at     timestamptz,
  merged_into    bigint,
  created_at     timestamptz not null default clock_timestamp(),
  updated_at     timestamptz not null default clock_timestamp(),
  primary key (tenant, id),
  unique (tenant, source, external_id),
  foreign key (tenant, pipeline_id) references pipelines (tenant, id)
);
comment on column records.version is 'raised with every real change, delete and restore: the second part of a position';
comment on column records.reconcile_seq is 'raised to have the record published in full; no change of content';
create index records_newest on records (tenant, pipeline_id, id desc) where deleted_at is null;

-- The version is the database's business: whoever writes the row, every real change has a number of its own.
create function raise_record_version() returns trigger language plpgsql as $$
begin
  if (new.data, new.pipeline_id, new.deleted_at is null, new.merged_into)
      is distinct from (old.data, old.pipeline_id, old.deleted_at is null, old.merged_into) then
    new.version := old.version + 1;
    new.updated_at := clock_timestamp();
  else
    new.version := old.version;
  end if;
  return new;
end $$;
create trigger raise_record_version before update on records for each row execute function raise_record_version();

-- Fields given take the place of those held; a null removes one; what is not given stays.
create function merged_data(held jsonb, given jsonb) returns jsonb language sql immutable as $$
  select coalesce(jsonb_object_agg(key, value), '{}'::jsonb) from jsonb_each(held || given) where value <> 'null'::jsonb
$$;

create function raise_rules_version() returns trigger language plpgsql as $$
begin
  update pipelines set rules_version = rules_version + 1
    where tenant = coalesce(new.tenant, old.tenant) and id = coalesce(new.pipeline_id, old.pipeline_id);
  return null;
end $$;
create trigger raise_rules_version after insert or update or delete on pipeline_fields
  for each row execute function raise_rules_version();
create trigger raise_rules_version after insert or update or delete on duplicate_rules
  for each row execute function raise_rules_version();

create table record_profiles (
  tenant               text not null,
  record_id            bigint not null,
  auto_sync_enabled    boolean not null default true,
  sync_frequency_hours integer check (sync_frequency_hours > 0),
  primary key (tenant, record_id),
  foreign key (tenant, record_id) references records (tenant, id) on delete cascade
);

-- The channels' sync jobs as their events tell them, to answer sync_status from. Not a foreign key: events may come first.
create table sync_job_view (
  tenant         text not null,
  job_id         uuid not null,
  record_id      bigint not null,
  channel        text not null,
  version        bigint not null,
  status         text not null,
  trigger_reason text not null,
  triggered_by   text,
  accounts_total integer not null,
  accounts_done  integer not null,
  found          bigint not null,
  published      bigint not null,
  skipped        bigint not null,
  pages          bigint not null,
  provider_calls bigint not null,
  error          text,
  error_class    text,
  created_at     timestamptz not null,
  started_at     timestamptz,
  finished_at    timestamptz,
  not_before     timestamptz,
  primary key (tenant, job_id)
);
create index sync_job_view_record on sync_job_view (tenant, record_id, channel, created_at desc);

-- Where the stream comes from: a change of it starts a new epoch. One row.
create table cdc_source (
  id                integer primary key default 1 check (id = 1),
  epoch             bigint not null,
  system_identifier text not null,
  timeline          bigint not null,
  slot_ready        boolean not null
);

-- A row of our own in the publication: moves the slot in quiet hours and measures the latency end to end. One row.
create table cdc_heartbeat (
  id      integer primary key,
  beat_at timestamptz not null
);

create table reconciliations (
  id            bigint generated always as identity primary key,
  tenant        text not null default '',
  pipeline_id   bigint,
  reason        text not null,
  rules_version bigint,
  cursor_tenant text,
  cursor_record bigint,
  touched       bigint not null default 0,
  repairs       bigint not null default 0,
  requested_at  timestamptz not null default clock_timestamp(),
  started_at    timestamptz,
  finished_at   timestamptz
);
comment on column reconciliations.tenant is 'empty for one over all tenants';
comment on column reconciliations.cursor_record is 'with cursor_tenant: compared so far';

grant usage on schema public to records_api, records_worker;
do $$
declare
  name text;
begin
  foreach name in array array['pipelines', 'pipeline_fields', 'duplicate_rules', 'records', 'record_profiles', 'sync_job_view',
                              'reconciliations'] loop
    execute format('alter table %I enable row level security', name);
    execute format('alter table %I force row level security', name);
    execute format('create policy api on %I to records_api using (tenant = current_setting(''app.tenant'', true)) '
                   'with check (tenant = current_setting(''app.tenant'', true))', name);
    execute format('create policy worker on %I to records_worker using (true) with check (true)', name);
    execute format('grant select, insert, update, delete on %I to records_api, records_worker', name);
  end loop;
end $$;
grant select, insert, update, delete on cdc_source, cdc_heartbeat to records_worker;

alter table records replica identity full;
alter table pipelines replica identity full;
alter table pipeline_fields replica identity full;
alter table duplicate_rules replica identity full;
alter table cdc_heartbeat replica identity full;
create publication tributary_records for table records, pipelines, pipeline_fields, duplicate_rules, cdc_heartbeat;
