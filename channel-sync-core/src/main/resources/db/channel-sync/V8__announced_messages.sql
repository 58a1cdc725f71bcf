-- A message that was announced and cannot be read for long counts as never announced: the next pass over its account may find it.
alter table webhook_hints add column message text;
comment on column webhook_hints.message is 'the message it brings, as its copy in the account is called; null where it brings none that was announced';
