-- Fields whose addresses are synced although no duplicate rule has them. The fields' own trigger raises the rules' version.
alter table pipeline_fields add column triggers_sync boolean not null default false
  check (not triggers_sync or type in ('email', 'phone', 'url'));
comment on column pipeline_fields.triggers_sync is 'its addresses are searched for although no duplicate rule has the field; they link nobody';
