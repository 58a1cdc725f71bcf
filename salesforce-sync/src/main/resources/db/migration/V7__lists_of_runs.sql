-- The ids that a run asks for: a row a page that was read instead of a row an id, then those of a batch in its own row, where what has come is taken out.
create table run_lists (
  tenant         text not null,
  run_id         uuid not null,
  page           bigint generated always as identity,
  source         text not null,
  salesforce_ids text[] collate "C" not null,
  primary key (tenant, run_id, page),
  foreign key (tenant, run_id) references runs on delete cascade
);
comment on table run_lists is 'until all is found and cut into batches; ids may be there twice';

alter table run_batches add column left_ids text[] collate "C" not null default '{}';
comment on column run_batches.left_ids is 'contacts that have not come yet; what is left at the end is missing';

-- Runs that are under way go on.
alter table runs no force row level security;
alter table run_targets no force row level security;
alter table run_sources no force row level security;
alter table run_batches no force row level security;
update run_batches b set left_ids = array(
  select t.salesforce_id from run_targets t
  where t.tenant = b.tenant and t.run_id = b.run_id and t.round = b.round and t.salesforce_id between b.first_id and b.last_id);
insert into run_lists (tenant, run_id, source, salesforce_ids)
select t.tenant, t.run_id, (select min(s.source) from run_sources s where s.tenant = t.tenant and s.run_id = t.run_id), array_agg(t.salesforce_id)
from run_targets t join runs r on r.tenant = t.tenant and r.run_id = t.run_id and r.phase = 'DISCOVER'
group by t.tenant, t.run_id;
alter table runs force row level security;
alter table run_sources force row level security;
alter table run_batches force row level security;
drop table run_targets;

alter table run_lists enable row level security;
alter table run_lists force row level security;
create policy api on run_lists to salesforce_api
  using (tenant = current_setting('app.tenant', true)) with check (tenant = current_setting('app.tenant', true));
create policy worker on run_lists to salesforce_worker using (true) with check (true);
grant select, insert, update, delete on run_lists to salesforce_api, salesforce_worker;
