-- Replies that were read, to be compared with what their thread's parent says.
alter table threads
  add column stored    integer not null default 0,
  add column recounted integer not null default 0;
comment on column threads.replies is 'how many replies the parent says there are';
comment on column threads.stored is 'how many were read; fewer than replies: not complete';
comment on column threads.recounted is 'for which number of replies the thread was read again from its beginning because the count did not add up';

-- What was read before was not counted. The owner is bound by the policies too, and has none.
alter table threads no force row level security;
update threads set stored = replies where caught_up_to = latest_reply;
alter table threads force row level security;
