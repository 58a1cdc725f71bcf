-- Live traffic: where the provider sends it, what of it was read, what is to be asked about it, and what was missed.

-- A path the provider's webhooks are registered with, and the secret they bring along. The tenant is this row's, never the body's.
create table webhook_endpoints (
  tenant                 text not null,
  endpoint               text not null,
  account                text,
  connects_new_accounts  boolean not null default false,
  secret_hash            bytea not null,
  created_at             timestamptz not null default clock_timestamp(),
  primary key (tenant, endpoint)
);
comment on column webhook_endpoints.endpoint is 'the last part of its path: 128 random bits';
comment on column webhook_endpoints.account is 'the one account whose events it takes; null for all of the tenant';
comment on column webhook_endpoints.connects_new_accounts is 'an account that the provider reports as new becomes a connection of this tenant';
comment on column webhook_endpoints.secret_hash is 'SHA-256 of 256 random bits: shown once, kept nowhere';
create index webhook_endpoints_path on webhook_endpoints (endpoint);

-- Events that were read; kept longer than their topic keeps them, so that a replay asks for nothing.
create table webhook_events (
  tenant       text not null,
  account      text not null,
  id           text not null,
  event        text not null,
  version      text not null default '',
  decoder      integer not null,
  received_at  timestamptz not null,
  primary key (tenant, account, id, event, version)
);
comment on column webhook_events.id is 'of the message as its copy in the account is called, or of what else the event is about';
comment on column webhook_events.version is 'of what the event tells, where one message has several events of a kind';
comment on column webhook_events.decoder is 'which decoder read it: a later one publishes it again when it is replayed, and asks nobody';
create index webhook_events_age on webhook_events (received_at);

-- What is to be asked at the provider because of an event.
create table webhook_hints (
  tenant       text not null,
  account      text not null,
  kind         text not null,
  id           text not null,
  cursor       text,
  due_at       timestamptz not null default clock_timestamp(),
  attempts     integer not null default 0,
  lease_until  timestamptz not null default '1970-01-01 00:00:00+00',
  created_at   timestamptz not null default clock_timestamp(),
  primary key (tenant, account, kind, id)
);
comment on column webhook_hints.kind is 'MESSAGE: read it by its id; CHAT: read the chat; ACCOUNT: read the account and connect it';
create index webhook_hints_due on webhook_hints (due_at);

-- What happened to a message that has not come yet.
create table early_events (
  tenant      text not null,
  account     text not null,
  message     text not null,
  hint_id     text not null,
  expires_at  timestamptz not null,
  primary key (tenant, account, message)
);
comment on column early_events.message is 'as its copy in the account will be called';
comment on column early_events.hint_id is 'by which it can be read again once it came';
create index early_events_age on early_events (expires_at);

-- Records that are wanted again because of an account: some at a time, so that others' work is not held up.
create table account_catch_ups (
  tenant        text not null,
  account       text not null,
  after_record  bigint not null default 0,
  synced_since  timestamptz,
  reason        text not null,
  next_at       timestamptz not null default clock_timestamp(),
  primary key (tenant, account),
  foreign key (tenant, account) references connections (tenant, account) on delete cascade
);
comment on column account_catch_ups.after_record is 'records up to this one are wanted already';
comment on column account_catch_ups.synced_since is 'only records that were synced since then; null for all';

-- Webhooks may be lost: each account is listed now and then, newest first, and compared with what came.
create table account_passes (
  tenant         text not null,
  account        text not null,
  read_until     timestamptz not null default clock_timestamp(),
  bound          timestamptz,
  newest         timestamptz,
  cursor         text,
  next_at        timestamptz not null default clock_timestamp(),
  passes         bigint not null default 0,
  missed         bigint not null default 0,
  last_missed    bigint not null default 0,
  last_at        timestamptz,
  primary key (tenant, account),
  foreign key (tenant, account) references connections (tenant, account) on delete cascade
);
comment on column account_passes.read_until is 'what is dated up to here was compared by a pass that ended';
comment on column account_passes.bound is 'of the pass under way: it reads what is newer; null while none is';
comment on column account_passes.missed is 'messages that no webhook had brought, of all passes; last_missed of the last one';
create index account_passes_due on account_passes (next_at);

-- Since when an account is away, whoever notices it; and the newest event of the provider about its state.
alter table connections
  add column lost_at         timestamptz,
  add column status_event_at timestamptz not null default '1970-01-01 00:00:00+00';
comment on column connections.lost_at is 'when its status last left OK';

create function note_lost_account() returns trigger language plpgsql as $$
begin
  new.lost_at := clock_timestamp();
  return new;
end $$;
create trigger connection_lost before update of status on connections
  for each row when (old.status = 'OK' and new.status <> 'OK') execute function note_lost_account();

do $$
declare
  name text;
begin
  foreach name in array array['webhook_endpoints', 'webhook_events', 'webhook_hints', 'early_events', 'account_catch_ups', 'account_passes'] loop
    execute format('alter table %I enable row level security', name);
    execute format('alter table %I force row level security', name);
    execute format('create policy api on %I to ${database}_api using (tenant = current_setting(''app.tenant'', true)) '
                   'with check (tenant = current_setting(''app.tenant'', true))', name);
    execute format('create policy worker on %I to ${database}_worker using (true) with check (true)', name);
    execute format('grant select, insert, update, delete on %I to ${database}_api, ${database}_worker', name);
  end loop;
end $$;
