package io.tributary.participants.timeline;

import org.jooq.DSLContext;

/** What a tenant has, in numbers. Participants that were joined to others do not count, nor do conversations that were merged. */
record Totals(long conversations, long messages, long participants, long linked, long ambiguous, long unlinked) {

  private static final String SELECT = """
      select (select count(*) from conversations where tenant = ? and merged_into is null) as conversations,
        (select count(*) from messages where tenant = ?) as messages,
        (select count(*) from participants where tenant = ? and merged_into is null and erased_at is null) as participants,
        count(*) filter (where status = 'LINKED') as linked,
        count(*) filter (where status = 'AMBIGUOUS') as ambiguous,
        count(*) filter (where status = 'UNLINKED' and not gone) as unlinked
      from participant_links where tenant = ?""";

  static Totals of(DSLContext db, String tenant) {
    return db.fetchSingle(SELECT, tenant, tenant, tenant, tenant).map(row -> new Totals(row.get("conversations", Long.class),
        row.get("messages", Long.class), row.get("participants", Long.class), row.get("linked", Long.class), row.get("ambiguous", Long.class),
        row.get("unlinked", Long.class)));
  }
}
