-- Endpoints that the service itself registered at the provider, one for each connected account.
create table webhook_registrations (
  tenant    text not null,
  account   text not null,
  endpoint  text,
  url       text,
  attempts  integer not null default 0,
  due_at    timestamptz not null,
  primary key (tenant, account)
);
comment on column webhook_registrations.endpoint is 'of webhook_endpoints: it stands here before the provider is told of it; null where there is none yet, or none any more';
comment on column webhook_registrations.url is 'the public address it is registered under; null until the provider knows all of it';
comment on column webhook_registrations.attempts is 'how often in a row it was taken in hand without success';
comment on column webhook_registrations.due_at is 'not before then is it taken in hand again: while a worker has it, and after a failure';

alter table webhook_registrations enable row level security;
alter table webhook_registrations force row level security;
create policy api on webhook_registrations to ${database}_api using (tenant = current_setting('app.tenant', true))
  with check (tenant = current_setting('app.tenant', true));
create policy worker on webhook_registrations to ${database}_worker using (true) with check (true);
grant select, insert, update, delete on webhook_registrations to ${database}_api, ${database}_worker;
