-- A source may say that a record was merged into another of its records, before or after that one comes.
alter table records add column survivor_external_id text;
comment on column records.survivor_external_id is 'the record of the same source that this one was merged into there; merged_into is its id here, once it is known';
create index records_survivor_awaited on records (tenant, source, survivor_external_id)
  where survivor_external_id is not null and merged_into is null;
