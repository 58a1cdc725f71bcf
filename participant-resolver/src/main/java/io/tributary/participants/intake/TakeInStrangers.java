package io.tributary.participants.intake;

import io.micrometer.core.instrument.Metrics;
import io.tributary.participants.rows.Columns;
import io.tributary.service.database.Database;
import java.time.Duration;
import java.util.List;
import org.jooq.DSLContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Stores messages that were put aside, once a record holds somebody who takes part or their conversation is stored; lets the others go after the grace.
 * One that can never be stored goes too, and stops no other.
 */
public final class TakeInStrangers {

  /** Counter: messages that waited, and could not be stored when their record came. */
  static final String UNSTORABLE = "tributary.communications.strangers.unstorable";

  private static final Logger LOG = LoggerFactory.getLogger(TakeInStrangers.class);

  /** Messages a transaction: each may have a text of several hundred KiB. */
  private static final int BATCH = 50;

  private static final String EXPECTED = """
      select w.tenant, w.id from waiting_messages w
      where exists (
          select from waiting_keys k join record_identities h on h.tenant = k.tenant and h.kind = k.kind and h.value = k.value
          where k.tenant = w.tenant and k.message_id = w.id)
        or exists (
          select from waiting_keys k join conversation_refs r on r.tenant = k.tenant and r.ref = k.value and r.conversation_id is not null
          where k.tenant = w.tenant and k.message_id = w.id and k.kind = '%s')
      order by w.tenant, w.id limit %d""".formatted(HoldStrangers.REF, BATCH);

  private static final String THESE = "unnest(?::text[], ?::bigint[]) as x (tenant, id)";

  private static final String READ = """
      select w.message from waiting_messages w join %s using (tenant, id) order by w.tenant, w.id""".formatted(THESE);

  private static final String TAKEN = "delete from waiting_messages w using %s where w.tenant = x.tenant and w.id = x.id".formatted(THESE);

  private static final String LET_GO = "delete from waiting_messages where told_at < clock_timestamp() - make_interval(secs => ?)";

  private record Waiting(String tenant, long id) {}

  private final Database database;
  private final Duration grace;
  private final LockPeople people = new LockPeople();

  /** @param grace how long a message waits for its record */
  public TakeInStrangers(Database database, Duration grace) {
    this.database = database;
    this.grace = grace;
  }

  /** @return messages that were taken in */
  public int takeIn() {
    try {
      return takeInExpected();
    } finally {
      // Last, so that what was expected while nobody took care is not lost; always, so that nothing waits for longer than it may.
      database.runAsWorker(db -> db.execute(LET_GO, grace.toSeconds()));
    }
  }

  private int takeInExpected() {
    int taken = 0;
    List<Waiting> expected;
    do {
      expected = database.asWorker(db -> db.fetch(EXPECTED).map(row -> new Waiting(row.get(0, String.class), row.get(1, Long.class))));
      taken += takeIn(expected);
    } while (expected.size() == BATCH);
    return taken;
  }

  private int takeIn(List<Waiting> expected) {
    try {
      return store(expected);
    } catch (RuntimeException e) {
      LOG.info("Of {} waiting messages one cannot be stored, each is tried alone: {}", expected.size(), Unstorable.reasonOf(e));
      return expected.stream().mapToInt(this::takeInAlone).sum();
    }
  }

  private int takeInAlone(Waiting one) {
    try {
      return storeAlone(one);
    } catch (RuntimeException e) {
      LOG.warn("Message {} of tenant {} waited for its record and cannot be stored, so it goes: {}", one.id(), one.tenant(), Unstorable.reasonOf(e));
      Metrics.counter(UNSTORABLE).increment();
      database.runAsWorker(db -> db.execute(TAKEN, columns(List.of(one))));
      return 0;
    }
  }

  /** Twice where it contradicts other rows: another transaction may have written them, or let them go, meanwhile. */
  private int storeAlone(Waiting one) {
    try {
      return store(List.of(one));
    } catch (RuntimeException e) {
      if (!Unstorable.mayHaveCollided(e)) {
        throw e;
      }
      return store(List.of(one));
    }
  }

  private int store(List<Waiting> expected) {
    return expected.isEmpty() ? 0 : database.asWorker(db -> store(db, columns(expected)));
  }

  private int store(DSLContext db, Object[] expected) {
    var messages = db.fetch(READ, expected).map(row -> HoldStrangers.JSON.readValue(row.get(0, String.class), Observed.class));
    StoreCommunications.store(db, people, ReadCommunications.once(messages.stream()));
    return db.execute(TAKEN, expected);
  }

  private static Object[] columns(List<Waiting> waiting) {
    return Columns.of(waiting).text(Waiting::tenant).number(Waiting::id).bindings();
  }
}
