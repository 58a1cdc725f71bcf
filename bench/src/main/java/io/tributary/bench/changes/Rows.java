package io.tributary.bench.changes;

import io.tributary.bench.Contacts;
import org.jooq.DSLContext;

/** Contacts as a CRM holds them: each with a name, a company and an address, every second with a phone number, every fourth with a profile. */
final class Rows {

  static final double WITH_PHONE = 0.5;
  static final double WITH_PROFILE = 0.25;

  private static final String INSERT = """
      insert into %s (tenant, pipeline_id, source, external_id, data)
      select '%s', ?, 'bench', gen_random_uuid()::text, jsonb_strip_nulls(jsonb_build_object(
        'first_name', 'Ada-' || i, 'last_name', 'Byron ' || i %% 977, 'company', 'Engines ' || i %% 4999,
        'work_email', 'ada.byron-' || i || '@engines-' || i %% 4999 || '.test',
        'phone_number', case when i %% 2 = 0 then '+1 212 ' || 200 + i %% 800 || ' ' || lpad((i %% 9973)::text, 4, '0') end,
        'linkedin', case when i %% 4 = 0 then 'https://www.linkedin.com/in/ada-byron-' || i end))
      from generate_series(1, ?) i""";

  /** In one transaction. @param count divisible by four */
  static void insert(DSLContext sql, Side side, int count) {
    sql.execute(INSERT.formatted(side.table(), Contacts.TENANT), side.pipeline(), count);
  }

  private Rows() {}
}
