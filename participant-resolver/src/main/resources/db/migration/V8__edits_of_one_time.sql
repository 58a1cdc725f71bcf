-- Slack counts edits by the second: of two of one second the one that was read later stands, in whatever order they are told.

alter table messages add column edit_seen_at timestamptz;
comment on column messages.edit_seen_at is 'when its edit was last read from the provider, as far as was told; null for a first text, and for edits stored before this was kept';
