-- Messages that were edited or taken back after they were said.

alter table messages
  add column edited_as_of timestamptz,
  add column deleted_at   timestamptz;
comment on column messages.edited_as_of is 'its content is of an edit, and stood so then; null for a first text. An older edit that comes later changes nothing';
comment on column messages.deleted_at is 'when it was first seen to have been taken back: it has no content, and gets none again';

alter table message_facts add column deleted boolean not null default false;
comment on column message_facts.deleted is 'the message was taken back; it still took place';
