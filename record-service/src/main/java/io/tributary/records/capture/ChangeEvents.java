package io.tributary.records.capture;

import io.tributary.events.ChangeReason;
import io.tributary.events.Channel;
import io.tributary.events.IdentifiersChanged;
import io.tributary.events.Keys;
import io.tributary.events.Position;
import io.tributary.events.RecordState;
import io.tributary.events.Topics;
import io.tributary.records.changes.RecordChange;
import io.tributary.service.kafka.Outgoing;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/** Which topics a change goes to. A deleted record's last events are followed by nulls on every topic that may hold it. */
final class ChangeEvents {

  static List<Outgoing<?>> of(RecordChange change) {
    var state = change.state();
    if (state == null) {
      return List.of();
    }
    var key = Keys.of(state.getTenant(), state.getRecordId());
    Stream<Outgoing<?>> events = Stream.concat(
        Stream.of(Outgoing.of(Topics.RECORD_STATES, key, state)),
        change.channels().stream().map(event -> identifiersChanged(key, event)));
    return Stream.concat(events, change.gone() ? nulls(key, state.getPosition()) : Stream.empty()).toList();
  }

  /** A record without a row is deleted, whatever its last event said. */
  static List<Outgoing<?>> ofGhost(SourceChange.OfGhost ghost, long epoch) {
    var position = new Position(epoch, ghost.version(), ghost.rulesVersion());
    var channels = Topics.IDENTIFIER_CHANGES.keySet().stream().sorted().map(channel -> emptied(ghost, channel, position)).toList();
    var state = RecordState.newBuilder()
        .setTenant(ghost.tenant()).setRecordId(ghost.recordId()).setPipeline("").setPosition(position).setDeleted(true)
        .setFingerprint("").setCommittedAt(ghost.committedAt()).build();
    return of(new RecordChange(state, channels, true));
  }

  private static IdentifiersChanged emptied(SourceChange.OfGhost ghost, Channel channel, Position position) {
    return IdentifiersChanged.newBuilder()
        .setTenant(ghost.tenant()).setRecordId(ghost.recordId()).setChannel(channel).setPosition(position)
        .setReason(ChangeReason.DELETED).setFingerprint("").setCommittedAt(ghost.committedAt()).build();
  }

  private static Outgoing<?> identifiersChanged(String key, IdentifiersChanged event) {
    var topic = Objects.requireNonNull(Topics.IDENTIFIER_CHANGES.get(event.getChannel()), "a channel that syncs has a topic");
    return Outgoing.of(topic, key, event);
  }

  /** With the position of the end: a null that is delivered again must not end a record that was restored since. */
  private static Stream<Outgoing<?>> nulls(String key, Position gone) {
    return Stream.concat(
        Stream.of(Outgoing.tombstone(Topics.RECORD_STATES, key, gone)),
        Topics.IDENTIFIER_CHANGES.values().stream().map(topic -> Outgoing.tombstone(topic, key, gone)));
  }

  private ChangeEvents() {}
}
