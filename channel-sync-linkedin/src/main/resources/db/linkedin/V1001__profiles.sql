-- Who is behind a LinkedIn address. A look-up is the one call that reaches LinkedIn itself, about a hundred a day and account: it is made once and kept for good.
-- The numbers begin at 1001, behind those of channel sync's own migrations.

create table linkedin_profiles (
  tenant        text not null,
  account       text not null,
  sought        text not null,
  answer        text not null check (answer in ('ASKED', 'FOUND', 'NOT_FOUND')),
  asked_at      timestamptz not null default clock_timestamp(),
  ask_again_at  timestamptz,
  ids           text[] not null default '{}',
  slug          text,
  member_urn    text,
  display_name  text,
  emails        text[] not null default '{}',
  phones        text[] not null default '{}',
  primary key (tenant, account, sought),
  foreign key (tenant, account) references connections (tenant, account) on delete cascade
);
comment on column linkedin_profiles.account is 'who asked: it is not certain that LinkedIn shows two accounts the same id of a person';
comment on column linkedin_profiles.sought is 'the canonical identifier that was asked for: slug, or id of another product';
comment on column linkedin_profiles.answer is 'ASKED while the call is under way';
comment on column linkedin_profiles.ask_again_at is 'for ASKED and NOT_FOUND: from when on it may be asked again; null for good';
comment on column linkedin_profiles.emails is 'with phones what the profile''s contact info tells: evidence, never an alias';

-- Look-ups of the last 24 hours. It outlives its connection: an account that is connected again has asked what it has asked.
create table linkedin_look_ups (
  tenant   text not null,
  account  text not null,
  id       uuid not null default gen_random_uuid(),
  made_at  timestamptz not null default clock_timestamp(),
  primary key (tenant, account, id)
);
create index linkedin_look_ups_latest on linkedin_look_ups (tenant, account, made_at);

do $$
declare
  name text;
begin
  foreach name in array array['linkedin_profiles', 'linkedin_look_ups'] loop
    execute format('alter table %I enable row level security', name);
    execute format('alter table %I force row level security', name);
    execute format('create policy api on %I to ${database}_api using (tenant = current_setting(''app.tenant'', true)) '
                   'with check (tenant = current_setting(''app.tenant'', true))', name);
    execute format('create policy worker on %I to ${database}_worker using (true) with check (true)', name);
    execute format('grant select, insert, update, delete on %I to ${database}_api, ${database}_worker', name);
  end loop;
end $$;
