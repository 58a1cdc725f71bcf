-- What tenants connected, how far each was read, and how its runs went. Workspace: a Slack team, a Gong or Fathom account, a mailbox.

create table connections (
  tenant            text not null,
  source            text not null check (source in ('SLACK', 'GONG', 'FATHOM', 'GMAIL')),
  workspace         text not null,
  name              text not null,
  state             text not null default 'ACTIVE' check (state in ('ACTIVE', 'PAUSED', 'NEEDS_REAUTH', 'ERROR', 'RATE_LIMITED', 'REMOVED')),
  state_reason      text,
  credentials       bytea not null,
  settings          jsonb not null default '{}',
  own_identifiers   jsonb not null default '[]',
  failures          integer not null default 0,
  not_before        timestamptz not null default '1970-01-01 00:00:00+00',
  last_run_at       timestamptz,
  last_success_at   timestamptz,
  version           bigint not null default 1,
  published_version bigint not null default 0,
  created_at        timestamptz not null default clock_timestamp(),
  changed_at        timestamptz not null default clock_timestamp(),
  primary key (tenant, source, workspace)
);
comment on column connections.credentials is 'sealed (Tink AEAD), the owner is tenant|source|workspace; never in clear';
comment on column connections.settings is 'what may be read: channels (Slack), labels (Gmail); base_url; history_profile';
comment on column connections.failures is 'runs that failed in a row; decides the next wait';
comment on column connections.not_before is 'no run before, but by hand: backoff, or what the provider asked for';
create index connections_to_publish on connections (tenant) where version > published_version;

-- A stream is what is read in order: a Slack channel, a mailbox, the calls of an account.
create table streams (
  tenant      text not null,
  source      text not null,
  workspace   text not null,
  stream      text not null,
  position    jsonb,
  read_until  timestamptz,
  read_at     timestamptz,
  error       text,
  error_class text,
  truncated   boolean not null default false,
  moved_at    timestamptz not null default clock_timestamp(),
  primary key (tenant, source, workspace, stream),
  foreign key (tenant, source, workspace) references connections on delete cascade
);
comment on column streams.position is 'where the next page begins, as the connector wrote it; moves only after the broker acknowledged the page before';
comment on column streams.read_until is 'everything older was read';
comment on column streams.read_at is 'when it was last read to its end: the lag is counted from here';

-- What was published lately, so that an overlap publishes only what changed.
create table seen (
  tenant      text not null,
  source      text not null,
  workspace   text not null,
  item        text not null,
  fingerprint bigint not null,
  seen_at     timestamptz not null default clock_timestamp(),
  primary key (tenant, source, workspace, item),
  foreign key (tenant, source, workspace) references connections on delete cascade
);
create index seen_by_age on seen (seen_at);

-- Threads of Slack whose parents are still watched.
create table threads (
  tenant       text not null,
  workspace    text not null,
  channel      text not null,
  thread       text not null,
  latest_reply text not null,
  caught_up_to text not null default '0',
  replies      integer not null default 0,
  primary key (tenant, workspace, channel, thread)
);
comment on column threads.latest_reply is 'of the thread, as its parent last said; behind it where caught_up_to is less';

-- Who a person id stands for: looked up once, then again after a week.
create table people (
  tenant    text not null,
  source    text not null,
  workspace text not null,
  person    text not null,
  name      text,
  email     text,
  read_at   timestamptz not null default clock_timestamp(),
  primary key (tenant, source, workspace, person),
  foreign key (tenant, source, workspace) references connections on delete cascade
);

create table runs (
  tenant            text not null,
  run_id            uuid not null,
  source            text not null,
  workspace         text not null,
  status            text not null check (status in ('RUNNING', 'SUCCESS', 'PARTIAL', 'FAILED', 'RATE_LIMITED')),
  fetched           bigint not null default 0,
  published         bigint not null default 0,
  expected          bigint,
  calls             bigint not null default 0,
  truncated         boolean not null default false,
  lag_seconds       bigint,
  error             text,
  streams           jsonb not null default '[]',
  started_at        timestamptz not null default clock_timestamp(),
  finished_at       timestamptz,
  version           bigint not null default 1,
  published_version bigint not null default 0,
  primary key (tenant, run_id)
);
comment on column runs.expected is 'items that the provider says there were, where it says so; complete if fetched is not less';
create index runs_of_connection on runs (tenant, source, workspace, started_at desc);
create index runs_to_publish on runs (tenant) where version > published_version;
create index runs_by_age on runs (finished_at);

-- Calls made per budget and window, over all replicas.
create table budgets (
  tenant        text not null,
  source        text not null,
  workspace     text not null,
  budget        text not null,
  window_start  timestamptz not null,
  used          integer not null,
  blocked_until timestamptz not null default '1970-01-01 00:00:00+00',
  primary key (tenant, source, workspace, budget)
);
comment on column budgets.blocked_until is 'the provider asked to wait until then';

-- Webhook deliveries that were taken in.
create table deliveries (
  tenant      text not null,
  source      text not null,
  delivery    text not null,
  received_at timestamptz not null default clock_timestamp(),
  primary key (tenant, source, delivery)
);
create index deliveries_by_age on deliveries (received_at);

do $$
declare
  name text;
begin
  foreach name in array array['connections', 'streams', 'seen', 'threads', 'people', 'runs', 'budgets', 'deliveries'] loop
    execute format('alter table %I enable row level security', name);
    execute format('alter table %I force row level security', name);
    execute format('create policy api on %I to connectors_api
      using (tenant = current_setting(''app.tenant'', true)) with check (tenant = current_setting(''app.tenant'', true))', name);
    execute format('create policy worker on %I to connectors_worker using (true) with check (true)', name);
    execute format('grant select, insert, update, delete on %I to connectors_api, connectors_worker', name);
  end loop;
end $$;

-- db-scheduler's own table: instances are named tenant|source|workspace, and hold nothing of a tenant's data.
create table scheduled_tasks (
  task_name            text not null,
  task_instance        text not null,
  task_data            bytea,
  execution_time       timestamptz not null,
  picked               boolean not null,
  picked_by            text,
  last_success         timestamptz,
  last_failure         timestamptz,
  consecutive_failures integer,
  last_heartbeat       timestamptz,
  version              bigint not null,
  priority             smallint,
  primary key (task_name, task_instance)
);
create index scheduled_tasks_due on scheduled_tasks (execution_time);
create index scheduled_tasks_heartbeat on scheduled_tasks (last_heartbeat);
grant select, insert, update, delete on scheduled_tasks to connectors_worker;
