-- How long messages stay that no record holds any more; the participant-resolver acts on it.

alter table tenant_settings
  add column orphan_retention_days integer not null default 30 check (orphan_retention_days between 1 and 36500);
