-- Whether the event brought its message: what happened to a message fits when it is there.
alter table webhook_events add column message boolean not null default false;
