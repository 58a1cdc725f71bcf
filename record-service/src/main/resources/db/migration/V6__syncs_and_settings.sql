-- Sync jobs in full, syncs on a schedule, and the settings of tenants.

alter table sync_job_view
  add column fresh       bigint not null default 0,
  add column skipped_why jsonb not null default '{}',
  add column accounts    jsonb not null default '[]',
  add column waits_for   text;
create index sync_job_view_newest on sync_job_view (tenant, created_at desc, job_id desc);
create index sync_job_view_status on sync_job_view (tenant, status, created_at desc, job_id desc);

alter table record_profiles add column next_sync_at timestamptz;
comment on column record_profiles.next_sync_at is 'when the next scheduled sync is due; null where none is scheduled';
create index record_profiles_due on record_profiles (next_sync_at) where next_sync_at is not null;

create table tenant_settings (
  tenant                 text primary key,
  version                bigint not null default 1,
  published_version      bigint not null default 0,
  cooldown_seconds       integer not null default 300 check (cooldown_seconds between 0 and 86400),
  leave_out_bulk_mail    boolean not null default false,
  keep_strangers         boolean not null default false,
  pipeline_ranks         text[] not null default '{}',
  provider_configuration bytea,
  changed_at             timestamptz not null default clock_timestamp()
);
comment on column tenant_settings.provider_configuration is 'DSN, key and webhook secret of the tenant''s own contract, sealed; null where the service''s is used';
create index tenant_settings_unpublished on tenant_settings (changed_at) where version > published_version;

alter table tenant_settings enable row level security;
alter table tenant_settings force row level security;
create policy api on tenant_settings to records_api using (tenant = current_setting('app.tenant', true))
  with check (tenant = current_setting('app.tenant', true));
create policy worker on tenant_settings to records_worker using (true) with check (true);
grant select, insert, update, delete on tenant_settings to records_api, records_worker;
