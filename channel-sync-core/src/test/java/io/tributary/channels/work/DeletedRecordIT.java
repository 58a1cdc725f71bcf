package io.tributary.channels.work;

import static io.tributary.channels.jooq.Tables.SYNC_STATE;
import static io.tributary.channels.work.SyncFixture.RECORD;
import static io.tributary.channels.work.SyncFixture.TENANT;
import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.channels.testing.InMemoryChannel;
import io.tributary.events.IdentifiersChanged;
import io.tributary.service.kafka.Received;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A deleted record's last event is followed by a null, which may come alone, late, or again. */
class DeletedRecordIT {

  private final SyncFixture<InMemoryChannel> sync = SyncFixture.inMemory();

  @Test
  void aNullAloneEndsTheRecord() {
    sync.changed(1, "ada@example.org");

    gone(Map.of("ce_position", "1:2:1"), Instant.ofEpochSecond(1_001));

    assertThat(identifiers()).isEqualTo("[]");
  }

  @Test
  void aNullThatIsDeliveredAgainLeavesTheRestoredRecordAlone() {
    sync.changed(1, "ada@example.org");
    sync.changed(2);
    gone(Map.of("ce_position", "1:2:1"), Instant.ofEpochSecond(1_001));
    sync.changed(3, "ada@example.org");

    // The capture was killed and goes on from where its slot stands: everything again, written later.
    sync.changed(2);
    gone(Map.of("ce_position", "1:2:1"), Instant.ofEpochSecond(9_999));
    sync.changed(3, "ada@example.org");

    assertThat(identifiers()).contains("ada@example.org");
  }

  @Test
  void anOlderEventAfterTheNullBringsNothingBack() {
    gone(Map.of("ce_position", "1:2:1"), Instant.ofEpochSecond(1_001));

    sync.changed(1, "ada@example.org");

    assertThat(identifiers()).isEqualTo("[]");
    assertThat(sync.runDue()).isZero();
  }

  @Test
  void aNullThatDoesNotSaySinceWhenEndsNothing() {
    sync.changed(1, "ada@example.org");

    gone(Map.of(), Instant.ofEpochSecond(9_999));

    assertThat(identifiers()).contains("ada@example.org");
  }

  private void gone(Map<String, String> headers, Instant at) {
    sync.identifiers.handle(List.of(new Received<IdentifiersChanged>("topic", 0, 0, TENANT + "|" + RECORD, null, at, headers)));
  }

  private String identifiers() {
    return sync.database.asWorker(db -> db.select(SYNC_STATE.IDENTIFIERS).from(SYNC_STATE).where(SYNC_STATE.RECORD_ID.eq(RECORD))
        .fetchSingle().value1().data());
  }
}
