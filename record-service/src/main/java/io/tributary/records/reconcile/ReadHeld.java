package io.tributary.records.reconcile;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tributary.events.IdentifiersChanged;
import io.tributary.events.RecordState;
import io.tributary.events.Topics;
import io.tributary.service.registry.AvroValues;
import io.tributary.service.registry.BadEvent;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Reads from an event what a reconciliation compares. */
final class ReadHeld {

  private static final String UNREADABLE = "unreadable";

  private final AvroValues values;

  ReadHeld(AvroValues values) {
    this.values = values;
  }

  /** Empty for a key of another form: it is no record's. */
  Optional<Held> read(ConsumerRecord<byte[], byte[]> event) {
    return record(event.key()).map(record -> held(new Held.Key(record, event.topic()), event.value()));
  }

  /** A value that cannot be read differs from all that a row can say, and so is published again. */
  private Held held(Held.Key key, byte[] value) {
    if (value == null) {
      return new Held(key, null, "");
    }
    try {
      if (key.topic().equals(Topics.RECORD_STATES.name())) {
        var state = values.decode(value, RecordState.class);
        return new Held(key, state.getPosition(), state.getFingerprint());
      }
      var change = values.decode(value, IdentifiersChanged.class);
      return new Held(key, change.getPosition(), change.getFingerprint());
    } catch (BadEvent unreadable) {
      return new Held(key, null, UNREADABLE);
    }
  }

  private static Optional<RecordKey> record(byte[] key) {
    var text = key == null ? "" : new String(key, UTF_8);
    var bar = text.lastIndexOf('|');
    if (bar < 1 || !text.substring(bar + 1).matches("\\d{1,18}")) {
      return Optional.empty();
    }
    return Optional.of(new RecordKey(text.substring(0, bar), Long.parseLong(text.substring(bar + 1))));
  }
}
