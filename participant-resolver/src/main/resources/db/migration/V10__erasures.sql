-- Erasures of people, as the other services are told of them.

create table erasures (
  tenant            text not null,
  id                uuid not null default gen_random_uuid(),
  kinds             text[] not null,
  identifiers       text[] not null,
  record_ids        bigint[] not null,
  from_records      boolean not null,
  participants      bigint not null,
  messages          bigint not null,
  erased_at         timestamptz not null default clock_timestamp(),
  version           bigint not null default 1,
  published_version bigint not null default 0,
  primary key (tenant, id)
);
comment on column erasures.kinds is 'of the identifiers, in their order';
comment on column erasures.identifiers is 'in canonical form; empty as soon as the broker has them';
comment on column erasures.record_ids is 'records that held one of the identifiers';
create index erasures_unpublished on erasures (tenant, id) where version > published_version;

-- Whom it was about is nobody's business once the others are told.
create function forget_whom() returns trigger language plpgsql as $$
begin
  new.kinds := '{}';
  new.identifiers := '{}';
  return new;
end $$;
create trigger forget_whom before update on erasures
  for each row when (new.published_version >= new.version) execute function forget_whom();

alter table erasures enable row level security;
alter table erasures force row level security;
create policy api on erasures to communications_api using (tenant = current_setting('app.tenant', true))
  with check (tenant = current_setting('app.tenant', true));
create policy worker on erasures to communications_worker using (true) with check (true);
grant select, insert, update, delete on erasures to communications_api, communications_worker;
