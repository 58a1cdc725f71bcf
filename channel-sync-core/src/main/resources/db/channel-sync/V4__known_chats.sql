-- Chats of which we know who is in them: the provider does not find every chat by its people (a phone number behind a LID, a group).
create table known_chats (
  tenant       text not null,
  account      text not null,
  chat         text not null,
  provider_id  text not null,
  is_group     boolean not null default false,
  size         integer not null default 0 check (size >= 0),
  name         text,
  learnt_at    timestamptz not null default clock_timestamp(),
  primary key (tenant, account, chat),
  foreign key (tenant, account) references connections (tenant, account) on delete cascade
);
comment on column known_chats.chat is 'UniPile''s id; provider_id is the messenger''s';
comment on column known_chats.size is 'members of a group; 0 where not known';

create table chat_people (
  tenant   text not null,
  account  text not null,
  chat     text not null,
  person   text not null,
  kind     text not null,
  alias    text not null,
  name     text,
  primary key (tenant, account, chat, person, kind, alias),
  foreign key (tenant, account, chat) references known_chats (tenant, account, chat) on delete cascade
);
comment on column chat_people.person is 'the messenger''s id of the person; the rows of one person are what the messenger equates';
comment on column chat_people.alias is 'canonical form of an identifier of that kind';
create index chat_people_alias on chat_people (tenant, account, kind, alias);

do $$
declare
  name text;
begin
  foreach name in array array['known_chats', 'chat_people'] loop
    execute format('alter table %I enable row level security', name);
    execute format('alter table %I force row level security', name);
    execute format('create policy api on %I to ${database}_api using (tenant = current_setting(''app.tenant'', true)) '
                   'with check (tenant = current_setting(''app.tenant'', true))', name);
    execute format('create policy worker on %I to ${database}_worker using (true) with check (true)', name);
    execute format('grant select, insert, update, delete on %I to ${database}_api, ${database}_worker', name);
  end loop;
end $$;
