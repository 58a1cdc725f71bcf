-- salesforce_api: web requests, which see one tenant's rows. salesforce_worker: listeners and workers. The service's login has neither's
-- rights of its own; each transaction takes one of the two roles.
do $$
begin
  if not exists (select from pg_roles where rolname = 'salesforce_api') then
    create role salesforce_api nologin;
  end if;
  if not exists (select from pg_roles where rolname = 'salesforce_worker') then
    create role salesforce_worker nologin;
  end if;
end $$;

grant usage on schema public to salesforce_api, salesforce_worker;

-- What this service acts on, as the topic tenant.settings last said.
create table tenant_settings (
  tenant                   text primary key,
  version                  bigint not null,
  provider_configuration   bytea,
  changed_at               timestamptz not null
);
comment on column tenant_settings.version is 'of the settings applied last; an older one has no effect';
comment on column tenant_settings.provider_configuration is 'Tink AEAD ciphertext; never in clear';

alter table tenant_settings enable row level security;
alter table tenant_settings force row level security;
create policy api on tenant_settings to salesforce_api
  using (tenant = current_setting('app.tenant', true)) with check (tenant = current_setting('app.tenant', true));
create policy worker on tenant_settings to salesforce_worker using (true) with check (true);
grant select, insert, update, delete on tenant_settings to salesforce_api, salesforce_worker;
