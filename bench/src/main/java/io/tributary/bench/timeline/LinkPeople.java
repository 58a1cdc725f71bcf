package io.tributary.bench.timeline;

import io.tributary.bench.Publish;
import io.tributary.events.Keys;
import io.tributary.events.Position;
import io.tributary.events.RecordIdentifier;
import io.tributary.events.RecordState;
import io.tributary.events.Topics;
import io.tributary.identifiers.EmailAddresses;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.jooq.DSLContext;

/** Makes people records, one by one. */
final class LinkPeople {

  private static final Duration LIMIT = Duration.ofMinutes(1);

  private final Publish publish;
  private final DSLContext sql;
  private final String tenant;
  private long record = 1;

  LinkPeople(Publish publish, DSLContext sql, String tenant) {
    this.publish = publish;
    this.sql = sql;
    this.tenant = tenant;
  }

  /** From a new record's state on its topic to the link of whoever has its address. */
  void link(String address) {
    record++;
    var state = RecordState.newBuilder().setTenant(tenant).setRecordId(record).setPipeline("contacts").setPosition(new Position(1L, 1L, 1L))
        .setIdentifiers(List.of(new RecordIdentifier("email", EmailAddresses.identify(address).found().orElseThrow(), List.of())))
        .setDisplayName("Stranger").setFingerprint("1").setCommittedAt(Instant.EPOCH).build();
    publish.send(List.of(publish.encoded(Topics.RECORD_STATES, Keys.of(tenant, record), state)));
    var end = Instant.now().plus(LIMIT);
    while (!isLinked()) {
      if (Instant.now().isAfter(end)) {
        throw new IllegalStateException("After %s nobody is linked to record %d.".formatted(LIMIT, record));
      }
      LockSupport.parkNanos(Duration.ofMillis(1).toNanos());
    }
  }

  private boolean isLinked() {
    return sql.fetchSingle("select count(*) from participant_links where tenant = ? and record_id = ?", tenant, record).get(0, Long.class) > 0;
  }
}
