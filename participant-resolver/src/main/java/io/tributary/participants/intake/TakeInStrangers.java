package io.tributary.participants.intake;

import io.tributary.participants.rows.Columns;
import io.tributary.service.database.Database;
import java.time.Duration;
import java.util.List;
import org.jooq.Record;

/** Stores messages that were put aside, once a record holds somebody who takes part or their conversation is stored; lets the others go after the grace. */
public final class TakeInStrangers {

  /** Messages a transaction: each may have a text of several hundred KiB. */
  private static final int BATCH = 50;

  private static final String EXPECTED = """
      select w.tenant, w.id, w.message from waiting_messages w
      where exists (
          select from waiting_keys k join record_identities h on h.tenant = k.tenant and h.kind = k.kind and h.value = k.value
          where k.tenant = w.tenant and k.message_id = w.id)
        or exists (
          select from waiting_keys k join conversation_refs r on r.tenant = k.tenant and r.ref = k.value and r.conversation_id is not null
          where k.tenant = w.tenant and k.message_id = w.id and k.kind = '%s')
      order by w.tenant, w.id limit %d""".formatted(HoldStrangers.REF, BATCH);

  private static final String TAKEN = """
      delete from waiting_messages w using unnest(?::text[], ?::bigint[]) as x (tenant, id) where w.tenant = x.tenant and w.id = x.id""";

  private static final String LET_GO = "delete from waiting_messages where told_at < clock_timestamp() - make_interval(secs => ?)";

  private final Database database;
  private final Duration grace;

  /** @param grace how long a message waits for its record */
  public TakeInStrangers(Database database, Duration grace) {
    this.database = database;
    this.grace = grace;
  }

  /** @return messages that were taken in */
  public int takeIn() {
    int taken = 0;
    int now;
    do {
      now = takeInBatch();
      taken += now;
    } while (now == BATCH);
    database.runAsWorker(db -> db.execute(LET_GO, grace.toSeconds()));
    return taken;
  }

  private int takeInBatch() {
    return database.asWorker(db -> {
      List<Record> expected = db.fetch(EXPECTED);
      if (!expected.isEmpty()) {
        StoreCommunications.store(db, ReadCommunications.once(expected.stream()
            .map(row -> HoldStrangers.JSON.readValue(row.get(2, String.class), Observed.class))));
        db.execute(TAKEN, Columns.of(expected).text(row -> row.get(0, String.class)).number(row -> row.get(1, Long.class)).bindings());
      }
      return expected.size();
    });
  }
}
