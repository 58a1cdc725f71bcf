-- The trace of what a sync is wanted for goes with it through the queue: from the event that asked, to the job and what it publishes.

alter table sync_state add column traceparent text;
alter table sync_jobs add column traceparent text;
comment on column sync_state.traceparent is 'W3C trace context of the last trigger; null where nothing outside asked';
comment on column sync_state.attempts is 'runs in a row that left something which their account''s rest does not explain';
comment on column sync_state.not_before is 'end of the cooldown, which counts from the start of the last run that a trigger asked for';
