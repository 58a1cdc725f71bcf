-- Records that people merged, and what the survivor was given of them, so that a merge can be taken back.
create table record_merges (
  tenant      text not null,
  record_id   bigint not null,
  survivor_id bigint not null,
  given       jsonb not null,
  merged_by   text not null,
  merged_at   timestamptz not null default clock_timestamp(),
  reason      text,
  primary key (tenant, record_id),
  foreign key (tenant, record_id) references records (tenant, id) on delete cascade
);
comment on table record_merges is 'no source undoes what a person merged';
comment on column record_merges.given is 'by field of the survivor, the values that it has only from this record';

alter table record_merges enable row level security;
alter table record_merges force row level security;
create policy api on record_merges to records_api using (tenant = current_setting('app.tenant', true))
  with check (tenant = current_setting('app.tenant', true));
create policy worker on record_merges to records_worker using (true) with check (true);
grant select, insert, update, delete on record_merges to records_api, records_worker;
