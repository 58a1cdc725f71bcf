package io.tributary.participants.intake;

import io.tributary.participants.intake.Observed.Copy;
import io.tributary.participants.rows.Columns;
import java.util.List;
import java.util.TreeMap;
import org.jooq.DSLContext;

/** Stores where each message lies: one row for each account's copy, as it was seen last. */
final class StoreCopies {

  private static final String WRITE = """
      insert into message_copies (tenant, account, provider_id, message_id, folder, role, read, observed_at)
      select * from unnest(?::text[], ?::text[], ?::text[], ?::bigint[], ?::text[], ?::text[], ?::boolean[], ?::text[]::timestamptz[])
      on conflict (tenant, account, provider_id) do update set folder = excluded.folder, role = excluded.role,
        read = coalesce(excluded.read, message_copies.read), observed_at = excluded.observed_at
      where excluded.observed_at >= message_copies.observed_at and (message_copies.folder, message_copies.role, message_copies.read)
        is distinct from (excluded.folder, excluded.role, coalesce(excluded.read, message_copies.read))""";

  private record CopyOf(String tenant, long message, Copy copy) {

    private CopyOf orNewer(CopyOf other) {
      return other.copy.observedAt().isBefore(copy.observedAt()) ? this : other;
    }
  }

  private final DSLContext db;

  StoreCopies(DSLContext db) {
    this.db = db;
  }

  void store(List<Observed> observed, StoredMessages messages) {
    // One account's copy is one row, whatever two messages claim it: one statement must not touch a row twice.
    var copies = new TreeMap<String, CopyOf>();
    observed.forEach(message -> message.copies().forEach(copy -> copies.merge(
        message.tenant() + '|' + copy.account() + '|' + copy.providerId(), new CopyOf(message.tenant(), messages.of(message), copy), CopyOf::orNewer)));
    db.execute(WRITE, Columns.of(copies.values())
        .text(CopyOf::tenant)
        .text(one -> one.copy().account())
        .text(one -> one.copy().providerId())
        .number(CopyOf::message)
        .text(one -> one.copy().folder())
        .text(one -> one.copy().role())
        .bool(one -> one.copy().read())
        .time(one -> one.copy().observedAt())
        .bindings());
  }
}
