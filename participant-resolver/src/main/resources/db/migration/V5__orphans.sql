-- Messages that no record holds any more go after a while.

alter table conversations add column unheld_since timestamptz;
comment on column conversations.unheld_since is 'since when no record holds any who takes part in it, as the daily care found; null while one does';
create index conversations_unheld on conversations (tenant, id) where unheld_since is not null;

alter table tenant_settings add column orphan_retention_days integer not null default 30;
comment on column tenant_settings.orphan_retention_days is 'how long messages stay that no record holds any more; not acted on where strangers are kept';
