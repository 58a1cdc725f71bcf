create table things (
  tenant            text   not null,
  id                bigint generated always as identity,
  name              text   not null,
  version           bigint not null default 1,
  published_version bigint not null default 0,
  primary key (tenant, id),
  unique (tenant, name)
);
create index things_unpublished on things (tenant, id) where version > published_version;

alter table things enable row level security;
alter table things force row level security;
create policy api on things to ${database}_api
  using (tenant = current_setting('app.tenant', true)) with check (tenant = current_setting('app.tenant', true));
create policy worker on things to ${database}_worker using (true) with check (true);
grant select, insert, update, delete on things to ${database}_api, ${database}_worker;
