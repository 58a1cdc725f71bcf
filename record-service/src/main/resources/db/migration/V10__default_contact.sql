-- What a sender becomes whom no record holds, where the tenant wants a record of them.

alter table tenant_settings
  add column default_contact_pipeline text,
  add column default_contact_status text,
  add column default_contact_fields jsonb,
  add column default_contact_since timestamptz,
  add constraint default_contact_whole check (
    num_nulls(default_contact_pipeline, default_contact_status, default_contact_fields, default_contact_since) in (0, 4));
comment on column tenant_settings.default_contact_pipeline is 'gets the records; null, as are the other three: unknown senders do not become records';
comment on column tenant_settings.default_contact_fields is 'fields of the pipeline by what they take: kinds of identifiers, NAME, STATUS';
comment on column tenant_settings.default_contact_since is 'when it was switched on: who wrote before does not become a record';
