-- Whose turn it is, why a job waits, what each account did in it; and what a connection counts.

-- The trigger that waits longest, not the record with the lowest number, is the next: wanted_at is when the oldest of the triggers came
-- that no run has taken. due_at is the moment since when the row could run, so that the index leads to the rows that may run and to no other.
alter table sync_state add column wanted_at timestamptz not null default '1970-01-01 00:00:00+00';
alter table sync_state add column due_at timestamptz not null
  generated always as (greatest(wanted_at, case when attempting_since is not null then retry_at else not_before end)) stored;
alter table sync_state add column waits_for text;
comment on column sync_state.wanted_at is 'when the oldest trigger came that no run has taken';
comment on column sync_state.due_at is 'since when, or from when on, the row may run';
comment on column sync_state.waits_for is 'what the attempt waits for that follows on a run which left something: BUDGET, ACCOUNT, RETRY';
drop index sync_state_due;
create index sync_state_due on sync_state (tenant, priority, due_at) where wanted > done and lease_token is null;
create index sync_state_wanted on sync_state (tenant) where wanted > done;
create index sync_state_running on sync_state (tenant, lease_until) where lease_token is not null;

alter table sync_jobs add column fresh bigint not null default 0;
alter table sync_jobs add column skipped_why jsonb not null default '{}';
alter table sync_jobs add column accounts jsonb not null default '[]';
alter table sync_jobs add column waits_for text;
comment on column sync_jobs.fresh is 'published messages that are dated after what was read before';
comment on column sync_jobs.skipped_why is 'how many were left out, by reason';
comment on column sync_jobs.accounts is 'what each account did in this run';
comment on column sync_jobs.waits_for is 'COOLDOWN, BUDGET, ACCOUNT, RECONNECT or RETRY; null where nothing holds it up';

-- Everything before it counts as known: what is dated later is fresh.
alter table walks add column known_until timestamptz;

alter table connections
  add column messages_sent_count   bigint not null default 0,
  add column messages_sent_today   integer not null default 0,
  add column last_rate_limit_reset date,
  add column provider_preferences  jsonb not null default '{}',
  add column sync_settings         jsonb not null default '{}',
  add column last_webhook_received timestamptz,
  add column webhook_failures      integer not null default 0;
comment on column connections.messages_sent_today is 'of the day that last_rate_limit_reset names, in UTC';
comment on column connections.sync_settings is 'how the tenant wants this account synced; paused: true leaves it alone';
comment on column connections.webhook_failures is 'deliveries in a row that could not be taken in; 0 after one that was';

-- What the tenant's own contract with the provider opens, as the settings' event carries it: sealed, opened where a call is made.
alter table tenant_settings add column provider_configuration bytea;
