-- Which Salesforce organisation a tenant connected, how its runs went, and the contacts that were read.

create table connections (
  tenant      text primary key,
  login_url   text not null,
  login       text not null check (login in ('CLIENT_CREDENTIALS', 'JWT_BEARER', 'PASSWORD')),
  credentials bytea not null,
  options     jsonb not null default '{}',
  changed_at  timestamptz not null default clock_timestamp()
);
comment on column connections.credentials is 'sealed (Tink AEAD), the owner is tenant|salesforce; never in clear';
comment on column connections.options is 'what this tenant has otherwise than application.yml: pipeline, names of its fields, fields of its records';

create table runs (
  tenant            text not null,
  run_id            uuid not null,
  kind              text not null check (kind in ('FULL', 'INCREMENTAL')),
  via               text not null check (via in ('AUTO', 'BULK', 'COLLECTIONS')),
  requested_by      text not null,
  status            text not null check (status in ('QUEUED', 'RUNNING', 'INTERRUPTED', 'SUCCESS', 'PARTIAL', 'FAILED', 'RATE_LIMITED')),
  phase             text not null default 'DISCOVER' check (phase in ('DISCOVER', 'RETRIEVE', 'FINISH')),
  window_from       timestamptz,
  window_to         timestamptz,
  round             integer not null default 0,
  calls             bigint not null default 0,
  notices           jsonb not null default '[]',
  result            jsonb,
  error             text,
  attempt           integer not null default 0,
  lease_until       timestamptz not null default '1970-01-01 00:00:00+00',
  requested_at      timestamptz not null default clock_timestamp(),
  started_at        timestamptz,
  finished_at       timestamptz,
  version           bigint not null default 1,
  published_version bigint not null default 0,
  primary key (tenant, run_id)
);
comment on column runs.window_from is 'of an incremental run: contacts and activities changed since';
comment on column runs.window_to is 'by the clock of Salesforce; the next incremental run begins here, less an overlap';
comment on column runs.round is '0: what discovery found; then the survivors of merges, found while reading';
comment on column runs.attempt is 'fencing token: whoever holds an older one may not write any more';
comment on column runs.result is 'counts, statistics and proof of completeness, when it ended';
create unique index runs_one_at_a_time on runs (tenant) where status in ('RUNNING', 'INTERRUPTED', 'RATE_LIMITED');
create index runs_newest on runs (tenant, requested_at desc);
create index runs_to_publish on runs (tenant) where version > published_version;

-- Where the ids of a run's contacts come from, and how far each source was read.
create table run_sources (
  tenant text not null,
  run_id uuid not null,
  source text not null,
  cursor text,
  rows   bigint not null default 0,
  found  bigint not null default 0,
  done   boolean not null default false,
  primary key (tenant, run_id, source),
  foreign key (tenant, run_id) references runs on delete cascade
);
comment on column run_sources.found is 'ids that no source before had';

-- Contacts asked for that have not come yet. What is left at the end is missing.
create table run_targets (
  tenant        text not null,
  run_id        uuid not null,
  round         integer not null,
  salesforce_id text collate "C" not null,
  primary key (tenant, run_id, round, salesforce_id)
);

create table run_batches (
  tenant    text not null,
  run_id    uuid not null,
  round     integer not null,
  first_id  text collate "C" not null,
  last_id   text collate "C" not null,
  asked     integer not null,
  state     text not null default 'WAITING' check (state in ('WAITING', 'DONE', 'FAILED')),
  job_id    text,
  live      integer not null default 0,
  deleted   integer not null default 0,
  merged    integer not null default 0,
  added     integer not null default 0,
  changed   integer not null default 0,
  unchanged integer not null default 0,
  rejected  integer not null default 0,
  error     text,
  primary key (tenant, run_id, round, first_id),
  foreign key (tenant, run_id) references runs on delete cascade
);
comment on column run_batches.rejected is 'values that did not have the form of their type, stored as null';

-- The fields of Contact as the organisation described them last.
create table described_fields (
  tenant   text primary key,
  hash     text not null,
  fields   jsonb not null,
  seen_at  timestamptz not null default clock_timestamp()
);

-- Columns by mapping/contact-fields.csv; what has no column of its own is in extra.
create table contacts (
  tenant                    text not null,
  id                        bigint generated always as identity,
  created_at                timestamptz not null default clock_timestamp(),
  updated_at                timestamptz not null default clock_timestamp(),
  salesforce_id             text collate "C" not null,
  is_deleted                boolean not null,
  master_record_id          text,
  system_modstamp           timestamptz not null,
  account_id                text,
  last_name                 text,
  first_name                text,
  salutation                text,
  middle_name               text,
  suffix                    text,
  name                      text,
  other_street              text,
  other_city                text,
  other_state               text,
  other_postal_code         text,
  other_country             text,
  other_state_code          text,
  other_country_code        text,
  other_latitude            double precision,
  other_longitude           double precision,
  other_geocode_accuracy    text,
  mailing_street            text,
  mailing_city              text,
  mailing_state             text,
  mailing_postal_code       text,
  mailing_country           text,
  mailing_state_code        text,
  mailing_country_code      text,
  mailing_latitude          double precision,
  mailing_longitude         double precision,
  mailing_geocode_accuracy  text,
  phone                     text,
  fax                       text,
  mobile_phone              text,
  home_phone                text,
  other_phone               text,
  assistant_phone           text,
  reports_to_id             text,
  email                     text,
  title                     text,
  department                text,
  assistant_name            text,
  lead_source               text,
  birthdate                 date,
  description               text,
  owner_id                  text,
  has_opted_out_of_email    boolean,
  has_opted_out_of_fax      boolean,
  do_not_call               boolean,
  can_allow_portal_self_reg boolean,
  sf_created_at             timestamptz,
  sf_created_by_id          text,
  sf_last_modified_at       timestamptz,
  sf_last_modified_by_id    text,
  last_activity_date        date,
  last_cu_request_date      timestamptz,
  last_cu_update_date       timestamptz,
  last_viewed_date          timestamptz,
  last_referenced_date      timestamptz,
  email_bounced_reason      text,
  email_bounced_date        timestamptz,
  is_email_bounced          boolean,
  photo_url                 text,
  jigsaw                    text,
  jigsaw_contact_id         text,
  clean_status              text,
  individual_id             text,
  record_type_id            text,
  is_person_account         boolean,
  currency_iso_code         text,
  pronouns                  text,
  gender_identity           text,
  buyer_attributes          text,
  connection_received_id    text,
  connection_sent_id        text,
  activity_metric_id        text,
  contact_source            text,
  title_type                text,
  department_group          text,
  npi                       text,
  is_physician              boolean,
  contact_type              text,
  active                    boolean,
  specialty                 text,
  secondary_specialty       text,
  degree                    text,
  license_number            text,
  license_state             text,
  personal_email            text,
  work_email                text,
  linkedin                  text,
  whatsapp                  text,
  preferred_language        text,
  preferred_contact_method  text,
  time_zone                 text,
  region                    text,
  territory                 text,
  tier                      text,
  status                    text,
  consent_date              date,
  last_visit_date           date,
  external_key              text,
  extra                     jsonb,
  primary key (tenant, salesforce_id)
) with (fillfactor = 90);
comment on column contacts.id is 'ours: stays, like created_at, whatever Salesforce says';
comment on column contacts.is_deleted is 'a tombstone: deleted, or merged into master_record_id';

-- Ten digits, the last of which checks the others with 80840 before them (Luhn): every other digit counts double.
create function is_npi(npi text) returns boolean language sql immutable as $$
  select npi ~ '^[0-9]{10}$' and (24
      + ascii(substr(d, 1, 1)) + ascii(substr(d, 2, 1)) + ascii(substr(d, 3, 1)) + ascii(substr(d, 4, 1)) + ascii(substr(d, 5, 1))
      + ascii(substr(npi, 2, 1)) + ascii(substr(npi, 4, 1)) + ascii(substr(npi, 6, 1)) + ascii(substr(npi, 8, 1)) + ascii(substr(npi, 10, 1))
      - 480) % 10 = 0
  from (select translate(substr(npi, 1, 1) || substr(npi, 3, 1) || substr(npi, 5, 1) || substr(npi, 7, 1) || substr(npi, 9, 1),
    '0123456789', '0246813579') as d) doubled
$$;

-- What record-service is told of each contact: rows to topics.
create table record_upserts (
  tenant            text not null,
  salesforce_id     text collate "C" not null,
  source_version    bigint not null,
  pipeline          text not null,
  data              text not null,
  deleted           boolean not null,
  merged_into       text,
  changed_at        timestamptz not null,
  version           bigint not null default 1,
  published_version bigint not null default 0,
  primary key (tenant, salesforce_id)
) with (fillfactor = 90);
comment on column record_upserts.source_version is 'SystemModstamp in microseconds; of changes within one stamp, each is one higher';
create index record_upserts_to_publish on record_upserts (tenant, salesforce_id) where version > published_version;

do $$
declare
  name text;
begin
  foreach name in array array['connections', 'runs', 'run_sources', 'run_targets', 'run_batches', 'described_fields', 'contacts',
                              'record_upserts'] loop
    execute format('alter table %I enable row level security', name);
    execute format('alter table %I force row level security', name);
    execute format('create policy api on %I to salesforce_api
      using (tenant = current_setting(''app.tenant'', true)) with check (tenant = current_setting(''app.tenant'', true))', name);
    execute format('create policy worker on %I to salesforce_worker using (true) with check (true)', name);
    execute format('grant select, insert, update, delete on %I to salesforce_api, salesforce_worker', name);
  end loop;
end $$;

-- Pages of contacts are copied into temporary tables.
do $$
begin
  execute format('grant temporary on database %I to salesforce_worker', current_database());
end $$;

-- db-scheduler's own table; instances are named tenant|run.
create table scheduled_tasks (
  task_name            text not null,
  task_instance        text not null,
  task_data            bytea,
  execution_time       timestamptz not null,
  picked               boolean not null,
  picked_by            text,
  last_success         timestamptz,
  last_failure         timestamptz,
  consecutive_failures integer,
  last_heartbeat       timestamptz,
  version              bigint not null,
  priority             smallint,
  primary key (task_name, task_instance)
);
create index scheduled_tasks_due on scheduled_tasks (execution_time);
create index scheduled_tasks_heartbeat on scheduled_tasks (last_heartbeat);
grant select, insert, update, delete on scheduled_tasks to salesforce_worker;
