-- Senders whom no record holds become records, where the tenant wants that.

alter table tenant_settings
  add column default_contact_pipeline text,
  add column default_contact_status text,
  add column default_contact_fields jsonb,
  add column default_contact_since timestamptz;
comment on column tenant_settings.default_contact_pipeline is 'gets a record of a sender whom no record holds; null: such senders do not become records';
comment on column tenant_settings.default_contact_fields is 'fields of the pipeline by what they take: kinds of identifiers, NAME, STATUS';
comment on column tenant_settings.default_contact_since is 'who wrote before does not become a record';

create table new_contacts (
  tenant            text not null,
  id                uuid not null default gen_random_uuid(),
  kind              text not null,
  value             text not null,
  written           text not null,
  display_name      text,
  identities        jsonb not null,
  noted_at          timestamptz not null default clock_timestamp(),
  pipeline          text,
  data              jsonb,
  made_at           timestamptz,
  version           bigint not null default 0,
  published_version bigint not null default 0,
  primary key (tenant, id),
  unique (tenant, kind, value),
  foreign key (tenant, kind, value) references identities (tenant, kind, value) on delete cascade,
  check ((version > 0) = (pipeline is not null and data is not null and made_at is not null))
);
comment on table new_contacts is 'an unknown sender who waits, version 0, or became a record, once and for good: a record that people deleted is not made again. Whoever is erased goes with their identities';
comment on column new_contacts.id is 'their record''s external id, and their name in logs: it says nothing of them';
comment on column new_contacts.written is 'as it stands in the record''s field, from which the same value is read again';
comment on column new_contacts.identities is 'all that they showed: what a record may hold them by';
create index new_contacts_noted on new_contacts (noted_at) where version = 0;
create index new_contacts_unpublished on new_contacts (tenant, id) where version > published_version;
create index new_contacts_shown on new_contacts using gin (identities jsonb_path_ops) where version > 0;

alter table new_contacts enable row level security;
alter table new_contacts force row level security;
create policy api on new_contacts to communications_api using (tenant = current_setting('app.tenant', true))
  with check (tenant = current_setting('app.tenant', true));
create policy worker on new_contacts to communications_worker using (true) with check (true);
grant select, insert, update, delete on new_contacts to communications_api, communications_worker;
