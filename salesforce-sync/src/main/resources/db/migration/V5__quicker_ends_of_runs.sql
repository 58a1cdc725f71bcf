-- A round's end looks for contacts that were merged into one that is not stored: a few of 600,000.
create index contacts_merged on contacts (tenant, master_record_id) where is_deleted and master_record_id is not null;
-- So that the statistics of a run may be counted by several processes.
alter function is_npi(text) parallel safe;
