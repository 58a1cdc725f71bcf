package io.tributary.system.guarantees;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.events.ChangeReason;
import io.tributary.events.Channel;
import io.tributary.events.IdentifiersChanged;
import io.tributary.events.Position;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class OrderPerRecordTest {

  private final List<Event> events = new ArrayList<>();

  @Test
  void aRepetitionOfWhatWasThereIsInOrder() {
    said(1, "a");
    said(2, "b");
    said(1, "a");
    said(2, "b");

    assertThat(OrderPerRecord.breaches(events)).isEmpty();
  }

  @Test
  void whatGoesBackAndRepeatsNothingIsNot() {
    said(2, "b");
    said(1, "a");
    said(2, "b");

    assertThat(OrderPerRecord.breaches(events)).singleElement().asString().contains("@1", "repeats nothing");
  }

  @Test
  void theSamePositionWithOtherContentIsNot() {
    said(1, "a");
    said(1, "b");

    assertThat(OrderPerRecord.breaches(events)).singleElement().asString().contains("@1", "repeats nothing");
  }

  @Test
  void anOlderStateMustNotStandLast() {
    said(1, "a");
    said(2, "b");
    said(1, "a");

    assertThat(OrderPerRecord.breaches(events)).singleElement().asString().contains("@2", "stands last");
  }

  private void said(long version, String fingerprint) {
    var changed = IdentifiersChanged.newBuilder()
        .setTenant("acme")
        .setRecordId(1)
        .setChannel(Channel.EMAIL)
        .setPosition(new Position(1L, version, 1L))
        .setReason(ChangeReason.UPDATED)
        .setCurrent(List.of())
        .setAdded(List.of())
        .setRemovedFields(List.of())
        .setFingerprint(fingerprint)
        .setCommittedAt(Instant.EPOCH)
        .build();
    events.add(new Event("topic", 0, events.size(), "acme|1", changed));
  }
}
