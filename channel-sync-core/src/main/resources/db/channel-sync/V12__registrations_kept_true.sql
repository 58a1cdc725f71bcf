-- Registrations are compared with what the provider has, and those of an access that the tenant no longer has are removed with that.
alter table webhook_registrations
  add column access      bytea,
  add column webhooks    text[],
  add column compare_at  timestamptz not null default clock_timestamp();
comment on column webhook_registrations.access is 'the tenant''s own access, sealed, that the endpoint is registered with; null for the service''s';
comment on column webhook_registrations.webhooks is 'ids at the provider, one for each source; null until the provider knows all of it';
comment on column webhook_registrations.compare_at is 'when the provider''s list is to be looked at next';

-- A worker's column, so its owner must see the rows to fill it.
alter table webhook_registrations no force row level security;
alter table tenant_settings no force row level security;
update webhook_registrations r set access = t.provider_configuration from tenant_settings t where t.tenant = r.tenant and r.endpoint is not null;
alter table webhook_registrations force row level security;
alter table tenant_settings force row level security;

-- Endpoints that the provider may still know by an access that their tenant had: kept until they are removed there, or it was refused for good.
create table former_registrations (
  tenant    text not null,
  endpoint  text not null,
  account   text not null,
  access    bytea,
  attempts  integer not null default 0,
  since     timestamptz not null default clock_timestamp(),
  due_at    timestamptz not null,
  primary key (tenant, endpoint)
);
comment on column former_registrations.access is 'sealed as it came with the tenant''s settings; null for the service''s';
comment on column former_registrations.due_at is 'not before then is it taken in hand: while a worker has it, and after a failure';
create index former_registrations_due on former_registrations (due_at);

-- Tenants whose settings were removed: nothing is registered for them any more. One that comes back is taken out.
create table removed_tenants (
  tenant  text primary key,
  since   timestamptz not null default clock_timestamp()
);

do $$
declare
  name text;
begin
  foreach name in array array['former_registrations', 'removed_tenants'] loop
    execute format('alter table %I enable row level security', name);
    execute format('alter table %I force row level security', name);
    execute format('create policy api on %I to ${database}_api using (tenant = current_setting(''app.tenant'', true)) '
                   'with check (tenant = current_setting(''app.tenant'', true))', name);
    execute format('create policy worker on %I to ${database}_worker using (true) with check (true)', name);
    execute format('grant select, insert, update, delete on %I to ${database}_api, ${database}_worker', name);
  end loop;
end $$;
