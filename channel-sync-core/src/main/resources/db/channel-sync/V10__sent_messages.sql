-- Which messages of the last days were counted among those that an account sent: each once, however often it is learnt.
create table sent_messages (
  tenant   text not null,
  account  text not null,
  message  bytea not null,
  sent_on  date not null,
  primary key (tenant, account, message),
  foreign key (tenant, account) references connections (tenant, account) on delete cascade
);
comment on column sent_messages.message is 'SHA-256 of the id that it has in every account';
comment on column sent_messages.sent_on is 'in UTC; what is older than a week is counted no more, so its row may go';
create index sent_messages_age on sent_messages (sent_on);

alter table sent_messages enable row level security;
alter table sent_messages force row level security;
create policy api on sent_messages to ${database}_api using (tenant = current_setting('app.tenant', true))
  with check (tenant = current_setting('app.tenant', true));
create policy worker on sent_messages to ${database}_worker using (true) with check (true);
grant select, insert, update, delete on sent_messages to ${database}_api, ${database}_worker;
