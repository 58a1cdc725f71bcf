-- Of whom record-service is to be told: a row a page of contacts. What it is told is written into record_upserts when it is about to go out: a contact's own
-- row there doubled what a page of contacts had to write.
create table contacts_to_tell (
  tenant         text not null,
  page           bigint generated always as identity,
  pipeline       text not null,
  fields         jsonb not null,
  salesforce_ids text[] collate "C" not null,
  primary key (tenant, page)
);
comment on table contacts_to_tell is 'pages of contacts that changed, until they are in record_upserts';
comment on column contacts_to_tell.fields is 'the record''s field → columns of contacts, or extra:Name, of which the first that is filled counts';

alter table contacts_to_tell enable row level security;
alter table contacts_to_tell force row level security;
create policy api on contacts_to_tell to salesforce_api
  using (tenant = current_setting('app.tenant', true)) with check (tenant = current_setting('app.tenant', true));
create policy worker on contacts_to_tell to salesforce_worker using (true) with check (true);
grant select, insert, update, delete on contacts_to_tell to salesforce_api, salesforce_worker;
