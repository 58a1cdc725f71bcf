package io.tributary.participants.privacy;

import io.tributary.participants.care.LetGo;
import io.tributary.participants.care.Repair;
import io.tributary.participants.care.RunCare;
import io.tributary.participants.links.PublishedRows;
import io.tributary.service.database.Database;
import java.util.List;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;

/**
 * Lets go what is stored of a tenant's communications, or of those of one record that no other record takes part in, so that a fresh sync builds it
 * anew. Participants of whom people decided something stay, with their decisions: no machine undoes these, nor does clearing.
 */
public final class ClearData {

  /** Of the record, or all where it is null. */
  private static final String CHOSEN = """
      select m.id from messages m
      where m.tenant = ? and (?::bigint is null or exists (
          select from message_participants r join participant_links l on l.tenant = r.tenant and l.participant_id = r.participant_id
          where r.tenant = m.tenant and r.message_id = m.id and l.record_id = ?::bigint)
        and not exists (
          select from message_participants r join participant_links l on l.tenant = r.tenant and l.participant_id = r.participant_id
          where r.tenant = m.tenant and r.message_id = m.id and l.record_id <> ?::bigint))""";

  private static final String CHOSEN_GO = LetGo.statement(CHOSEN);

  /** Of the tenant as a whole. */
  private static final List<String> ALL = List.of("delete from list_addresses where tenant = ?", "delete from waiting_messages where tenant = ?");

  private final Database database;
  private final RunCare care;
  private final PublishedRows published;

  public ClearData(Database database, RunCare care, PublishedRows published) {
    this.database = database;
    this.care = care;
    this.published = published;
  }

  /** What a clearing concerns, or concerned. */
  public record Cleared(long messages, boolean done) {}

  public Cleared plan(String tenant, @Nullable Long record) {
    return database.asWorker(db -> new Cleared(
        db.fetchSingle("select count(*) from (" + CHOSEN + ") chosen", tenant, record, record, record).get(0, Long.class), false));
  }

  /** @param by who asked for it */
  public Cleared clear(String tenant, @Nullable Long record, String by, String reason) {
    var cleared = database.asWorker(db -> clear(db, tenant, record, by, reason));
    Repair.COUNTERS.forEach(care::repair);
    published.poke();
    return cleared;
  }

  private static Cleared clear(DSLContext db, String tenant, @Nullable Long record, String by, String reason) {
    long messages = db.fetchSingle(CHOSEN_GO, tenant, record, record, record, tenant, tenant, tenant).get(0, Long.class);
    LetGo.leftovers(db, tenant, null);
    if (record == null) {
      ALL.forEach(statement -> db.execute(statement, tenant));
    }
    PrivacyLog.write(db, tenant, "CLEAR", by, reason, "{\"messages\":%d}".formatted(messages));
    return new Cleared(messages, true);
  }
}
