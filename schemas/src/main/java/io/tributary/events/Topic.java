package io.tributary.events;

import java.util.Objects;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.NullMarked;

/**
 * A Kafka topic with the one type of event it carries. Keys are strings that begin with the tenant; a null value is the
 * tombstone of its key. Partitions and retention are operations' business and stand in {@code deploy/kafka/topics}.
 *
 * @param name the topic's name
 * @param event the Avro class of its values
 */
@NullMarked
public record Topic<E extends SpecificRecord>(String name, Class<E> event) {

  static {
    TrustEvents.once();
  }

  public Topic {
    Objects.requireNonNull(name);
    Objects.requireNonNull(event);
  }

  @Override
  public String toString() {
    return name;
  }
}
