-- Fields that follow from what is said and read, figures of each day, care by schedule, and privacy.

-- ---- Conversations

alter table conversations
  add column group_chat        boolean not null default false,
  add column participant_count bigint not null default 0,
  add column bulk_count        bigint not null default 0,
  add column unread_count      bigint not null default 0,
  add column priority          text not null default 'normal' check (priority in ('low', 'normal', 'high', 'urgent')),
  add column is_hot            boolean not null default false,
  add column last_accessed_at  timestamptz;

-- The owner is bound by the policies too, and has none.
alter table conversations no force row level security;
alter table conversation_participants no force row level security;
update conversations c set group_chat = c.type = 'group', participant_count = (
  select count(*) from conversation_participants p where p.tenant = c.tenant and p.conversation_id = c.id);
alter table conversations force row level security;
alter table conversation_participants force row level security;

alter table conversations drop column type;
alter table conversations add column type text not null generated always as (
  case
    when channel = 'SLACK' and group_chat then 'channel'
    when bulk_count > 0 then 'broadcast'
    when group_chat or participant_count > 2 then 'group'
    else 'direct'
  end) stored;
comment on column conversations.type is 'follows from its other columns, so it cannot be wrong where they are right';
comment on column conversations.group_chat is 'the provider said so of one of its messages';
comment on column conversations.bulk_count is 'messages that came over a list or in bulk';
comment on column conversations.unread_count is 'inbound messages that one of our accounts holds unread and none holds read';
comment on column conversations.priority is 'set by people; of two that meet the higher one stays';
comment on column conversations.is_hot is 'much goes on in it, or it is read while something goes on; found by a schedule';
create index conversations_hot on conversations (tenant, id) where is_hot;

-- ---- Messages

alter table messages
  add column unread          boolean not null default false,
  add column seen            boolean not null default false,
  add column content_gone_at timestamptz;
comment on column messages.unread is 'one of our accounts holds it unread, and none holds it read';
comment on column messages.seen is 'we sent it, and somebody read it';
comment on column messages.content_gone_at is 'erased or beyond the tenant''s retention: its content does not come back, however often it is observed';
create index messages_unread on messages (tenant, conversation_id) where unread and direction = 'INBOUND';
create index messages_day on messages (tenant, channel, sent_at);
create index messages_outbound on messages (tenant, conversation_id, sent_at) where direction = 'OUTBOUND';
alter table message_copies add column observed_at timestamptz not null default '-infinity';
comment on column message_copies.observed_at is 'when it was read from the provider: an older observation that comes later changes nothing';
create index message_copies_account on message_copies (tenant, account);

-- ---- Participants

alter table participants add column erased_at timestamptz;

alter table conversation_participants
  add column provider_participant_id text,
  add column first_message_at        timestamptz,
  add column last_message_at         timestamptz,
  add column left_at                 timestamptz,
  add column last_read_at            timestamptz;
comment on column conversation_participants.provider_participant_id is 'by which the provider names it there; the first in order where it uses several';
comment on column conversation_participants.first_message_at is 'of the messages it takes part in: what is known of when it joined';
comment on column conversation_participants.left_at is 'the last time the provider said that it left: it is back where it takes part in a later message';
comment on column conversation_participants.last_read_at is 'of our messages to it alone, when the newest that it read was sent';

-- ---- Connections and syncs

alter table connections
  add column status         text not null default 'UNKNOWN',
  add column message_count  bigint not null default 0,
  add column last_message_at timestamptz,
  add column last_sync_at   timestamptz,
  add column last_tried_at  timestamptz,
  add column sync_error     text;
comment on column connections.message_count is 'copies it holds; counted by a schedule, as is last_message_at';
comment on column connections.sync_error is 'why the last sync did not read it to its end; null where it did';

create table sync_runs (
  tenant      text not null,
  job_id      text not null,
  channel     text not null,
  version     bigint not null,
  status      text not null,
  finished_at timestamptz not null,
  millis      bigint,
  primary key (tenant, job_id)
);
comment on table sync_runs is 'sync jobs that ended, from sync.jobs: what the figures of a day count';
create index sync_runs_day on sync_runs (tenant, channel, finished_at);

-- ---- Figures of each day

create table stale_days (
  tenant  text not null,
  channel text not null,
  day     date not null,
  marks   bigint not null default 1,
  primary key (tenant, channel, day)
);
comment on column stale_days.marks is 'raised by each that marks it: so whoever counts waits for those who have stored something and not committed yet';
comment on table stale_days is 'days whose figures must be counted again: something of them was stored or changed';

create table daily_analytics (
  tenant                  text not null,
  channel                 text not null,
  day                     date not null,
  messages_in             bigint not null,
  messages_out            bigint not null,
  active_conversations    bigint not null,
  median_response_seconds bigint,
  syncs_succeeded         bigint not null,
  syncs_failed            bigint not null,
  median_sync_millis      bigint,
  version                 bigint not null default 1,
  published_version       bigint not null default 0,
  primary key (tenant, channel, day)
);
comment on column daily_analytics.median_response_seconds is 'of the answers sent that day: from the first message that waited for it in its conversation';
create index daily_analytics_page on daily_analytics (tenant, day, channel);
create index daily_analytics_unpublished on daily_analytics (tenant, channel, day) where version > published_version;

-- ---- Privacy

create table privacy_settings (
  tenant         text primary key,
  retention_days integer check (retention_days between 1 and 36500),
  erasure_key    bytea
);
comment on column privacy_settings.retention_days is 'content of messages older than that goes; null: it stays';
comment on column privacy_settings.erasure_key is 'what the identifiers of erased people are hashed with';

create table erased_identities (
  tenant    text not null,
  hash      text not null,
  erased_at timestamptz not null default clock_timestamp(),
  primary key (tenant, hash)
);
comment on table erased_identities is 'HMAC-SHA256 of identifiers of erased people: what comes of them is not stored again';

create table privacy_log (
  tenant     text not null,
  id         bigint generated by default as identity,
  action     text not null check (action in ('ERASE', 'EXPORT', 'CLEAR', 'RETENTION')),
  done_by    text not null,
  done_at    timestamptz not null default clock_timestamp(),
  reason     text,
  counts     jsonb not null,
  primary key (tenant, id)
);

-- A fact outlives its message until its null is published.
alter table message_facts drop constraint message_facts_tenant_message_id_fkey;
alter table message_facts add column gone boolean not null default false;
comment on column message_facts.gone is 'the message is gone: a null is published under its key, then the row goes';

-- db-scheduler's own table: recurring tasks of the service, which hold nothing of a tenant's data.
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

grant usage on all sequences in schema public to communications_worker, communications_api;
grant select, insert, update, delete on scheduled_tasks to communications_worker;
do $$
declare
  name text;
begin
  foreach name in array array['sync_runs', 'stale_days', 'daily_analytics', 'privacy_settings', 'erased_identities', 'privacy_log'] loop
    execute format('alter table %I enable row level security', name);
    execute format('alter table %I force row level security', name);
    execute format('create policy api on %I to communications_api using (tenant = current_setting(''app.tenant'', true)) '
                   'with check (tenant = current_setting(''app.tenant'', true))', name);
    execute format('create policy worker on %I to communications_worker using (true) with check (true)', name);
    execute format('grant select, insert, update, delete on %I to communications_api, communications_worker', name);
  end loop;
end $$;
