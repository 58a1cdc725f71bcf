-- The tables of channel sync, the same in the database of every channel.
-- ${database} is the database's name: its roles are ${database}_api (web requests) and ${database}_worker (listeners, workers).

do $$
begin
  if not exists (select from pg_roles where rolname = '${database}_api') then
    create role ${database}_api nologin;
  end if;
  if not exists (select from pg_roles where rolname = '${database}_worker') then
    create role ${database}_worker nologin;
  end if;
end $$;

-- One row a record: what it is wanted to show, and what was done about it.
-- wanted > done means work; taken is what the running worker will have done when it ends.
create table sync_state (
  tenant          text not null,
  record_id       bigint not null,
  epoch           bigint not null default 0,
  record_version  bigint not null default 0,
  rules_version   bigint not null default 0,
  identifiers     jsonb not null default '[]',
  fingerprint     text not null default '',
  applied_at      timestamptz not null default '1970-01-01 00:00:00+00',
  wanted          bigint not null default 0,
  taken           bigint not null default 0,
  done            bigint not null default 0,
  not_before      timestamptz not null default '1970-01-01 00:00:00+00',
  retry_at        timestamptz not null default '1970-01-01 00:00:00+00',
  priority        smallint not null default 1,
  reason          text,
  triggered_by    text,
  attempts        integer not null default 0,
  attempting_since timestamptz,
  lease_until     timestamptz,
  lease_token     uuid,
  primary key (tenant, record_id)
);
comment on column sync_state.epoch is 'with record_version and rules_version the position of the last identifiers applied';
comment on column sync_state.applied_at is 'when the event of that position was written to its topic; an older tombstone is a replay';
comment on column sync_state.not_before is 'end of the cooldown, which counts from the start of the last run';
comment on column sync_state.retry_at is 'next attempt after a run that left something to fetch; a new trigger does not wait for it';
comment on column sync_state.priority is '0 a person asked, 1 identifiers changed, 2 gap repair, 3 scheduled';
comment on column sync_state.attempts is 'runs in a row that left something to fetch';
comment on column sync_state.attempting_since is 'start of the first of these runs: what was read since is not read again; null after a new trigger';
create index sync_state_due on sync_state (tenant, priority, not_before) where wanted > done;
create index sync_state_leased on sync_state (lease_token) where lease_token is not null;

-- Requests that took effect; kept longer than their topic keeps them, so that a replay causes no call.
create table applied_requests (
  tenant      text not null,
  request_id  text not null,
  applied_at  timestamptz not null default clock_timestamp(),
  primary key (tenant, request_id)
);
create index applied_requests_age on applied_requests (applied_at);

create table tenant_settings (
  tenant            text primary key,
  version           bigint not null,
  cooldown_seconds  integer not null
);

create table connections (
  tenant              text not null,
  account             text not null,
  status              text not null,
  status_reason       text,
  display_name        text,
  own_identifiers     jsonb not null default '[]',
  visibility          text not null default 'FULL',
  rate_limit_per_hour integer,
  failures            integer not null default 0,
  backoff_until       timestamptz not null default '1970-01-01 00:00:00+00',
  version             bigint not null default 1,
  published_version   bigint not null default 0,
  created_at          timestamptz not null default clock_timestamp(),
  changed_at          timestamptz not null default clock_timestamp(),
  primary key (tenant, account)
);
comment on column connections.rate_limit_per_hour is 'calls an hour; null for the service''s default';
comment on column connections.failures is 'runs in a row that the provider refused for this account';
create index connections_unpublished on connections (changed_at) where version > published_version;

-- Calls left of an account's hourly limit, shared by all replicas; taken in blocks, refilled with time.
create table budgets (
  tenant       text not null,
  account      text not null,
  calls        double precision not null,
  refilled_at  timestamptz not null default clock_timestamp(),
  primary key (tenant, account),
  foreign key (tenant, account) references connections (tenant, account) on delete cascade
);

-- How far one account was read for one search form.
create table progress (
  tenant          text not null,
  account         text not null,
  form            text not null,
  complete_until  timestamptz,
  completed_at    timestamptz not null,
  full_at         timestamptz not null,
  primary key (tenant, account, form),
  foreign key (tenant, account) references connections (tenant, account) on delete cascade
);
comment on column progress.complete_until is 'everything the account shows for the form up to here was acknowledged by the broker; null while it shows nothing';
comment on column progress.full_at is 'start of the last walk over the whole history';

-- A walk that is under way: it outlives the worker that began it.
create table walks (
  tenant      text not null,
  account     text not null,
  forms_hash  text not null,
  walk_from   timestamptz,
  started_at  timestamptz not null,
  newest      timestamptz,
  cursor      text not null,
  pages       integer not null,
  touched_at  timestamptz not null default clock_timestamp(),
  primary key (tenant, account, forms_hash),
  foreign key (tenant, account) references connections (tenant, account) on delete cascade
);
comment on column walks.forms_hash is 'hash of the search forms the walk asks for: its cursor holds exactly these';
comment on column walks.cursor is 'the provider''s cursor of the next page; all pages before it were acknowledged by the broker';
create index walks_age on walks (touched_at);

-- Forms an identifier was seen under, which its canonical form does not tell: a provider looks for what is written.
create table learned_forms (
  tenant      text not null,
  canonical   text not null,
  form        text not null,
  learned_at  timestamptz not null default clock_timestamp(),
  primary key (tenant, canonical, form)
);

-- Which records hold an identifier: to find them when a form of it is learnt.
create index sync_state_identifiers on sync_state using gin (identifiers jsonb_path_ops);

create table sync_jobs (
  tenant             text not null,
  job_id             uuid not null default gen_random_uuid(),
  record_id          bigint not null,
  status             text not null,
  trigger_reason     text not null,
  triggered_by       text,
  accounts_total     integer not null default 0,
  accounts_done      integer not null default 0,
  found              bigint not null default 0,
  published          bigint not null default 0,
  skipped            bigint not null default 0,
  pages              bigint not null default 0,
  provider_calls     bigint not null default 0,
  error              text,
  error_class        text,
  created_at         timestamptz not null default clock_timestamp(),
  started_at         timestamptz,
  finished_at        timestamptz,
  not_before         timestamptz,
  version            bigint not null default 1,
  published_version  bigint not null default 0,
  primary key (tenant, job_id)
);
create unique index sync_jobs_open on sync_jobs (tenant, record_id) where status in ('PENDING', 'DEFERRED');
create unique index sync_jobs_running on sync_jobs (tenant, record_id) where status = 'RUNNING';
create index sync_jobs_unpublished on sync_jobs (created_at) where version > published_version;
create index sync_jobs_age on sync_jobs (finished_at);
create index sync_jobs_record on sync_jobs (tenant, record_id, created_at desc);

grant usage on schema public to ${database}_api, ${database}_worker;
do $$
declare
  name text;
begin
  foreach name in array array['sync_state', 'applied_requests', 'tenant_settings', 'connections', 'budgets', 'progress',
                              'walks', 'learned_forms', 'sync_jobs'] loop
    execute format('alter table %I enable row level security', name);
    execute format('alter table %I force row level security', name);
    execute format('create policy api on %I to ${database}_api using (tenant = current_setting(''app.tenant'', true)) '
                   'with check (tenant = current_setting(''app.tenant'', true))', name);
    execute format('create policy worker on %I to ${database}_worker using (true) with check (true)', name);
    execute format('grant select, insert, update, delete on %I to ${database}_api, ${database}_worker', name);
  end loop;
end $$;
