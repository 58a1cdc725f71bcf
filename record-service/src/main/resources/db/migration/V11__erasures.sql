-- Which fields of which records held an identifier of a person who was erased. No values.

create table record_erasures (
  tenant     text not null,
  erasure_id uuid not null,
  record_id  bigint not null,
  fields     text[] not null,
  erased     boolean not null,
  noted_at   timestamptz not null default clock_timestamp(),
  primary key (tenant, erasure_id, record_id)
);
comment on column record_erasures.erased is 'whether the fields lost them; false where it was only asked which fields hold them';

alter table record_erasures enable row level security;
alter table record_erasures force row level security;
create policy api on record_erasures to records_api using (tenant = current_setting('app.tenant', true))
  with check (tenant = current_setting('app.tenant', true));
create policy worker on record_erasures to records_worker using (true) with check (true);
grant select, insert, update, delete on record_erasures to records_api, records_worker;
