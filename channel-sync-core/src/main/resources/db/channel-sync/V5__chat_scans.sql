-- How far an account's list of chats was read to learn who is in them; shared by all records that are looked for.
create table chat_scans (
  tenant        text not null,
  account       text not null,
  cursor        text,
  newest        timestamptz,
  stop_at       timestamptz,
  completed_at  timestamptz,
  primary key (tenant, account),
  foreign key (tenant, account) references connections (tenant, account) on delete cascade
);
comment on column chat_scans.cursor is 'the next page of the scan under way; null where none is';
comment on column chat_scans.newest is 'when something last happened in the first chat of the scan under way, or of the last one';
comment on column chat_scans.stop_at is 'chats that were silent since then are known from the last complete scan; null before the first';

alter table chat_scans enable row level security;
alter table chat_scans force row level security;
create policy api on chat_scans to ${database}_api using (tenant = current_setting('app.tenant', true))
  with check (tenant = current_setting('app.tenant', true));
create policy worker on chat_scans to ${database}_worker using (true) with check (true);
grant select, insert, update, delete on chat_scans to ${database}_api, ${database}_worker;
