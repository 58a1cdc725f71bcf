package io.tributary.records.capture;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tributary.events.RecordState;
import io.tributary.events.Topics;
import io.tributary.service.registry.AvroValues;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.KafkaConsumer;

/** What {@code record.states} says of the people of one pipeline's tenant since it was made, in the topic's order. */
final class StatesOfPeople implements AutoCloseable {

  private final AvroValues values;
  private final CommittedEvents events;
  private final KafkaConsumer<byte[], byte[]> consumer;
  private final Map<Long, List<Said>> said = new TreeMap<>();

  /** One event: a record's version, and the address it held. */
  record Said(long version, String email) {}

  StatesOfPeople(String bootstrapServers, AvroValues values) {
    this.values = values;
    this.events = new CommittedEvents(bootstrapServers);
    this.consumer = events.consumer();
    var partitions = CommittedEvents.partitions(consumer, Topics.RECORD_STATES.name());
    consumer.assign(partitions);
    consumer.seekToEnd(partitions);
    partitions.forEach(consumer::position);
  }

  /** Reads to the topic's end of this moment. */
  Map<Long, List<Said>> said() {
    var ends = events.ends(consumer.assignment());
    while (events.isBehind(consumer, ends)) {
      for (var event : consumer.poll(Duration.ofMillis(100))) {
        if (event.value() != null && new String(event.key(), UTF_8).startsWith(People.TENANT + "|")) {
          var state = values.decode(event.value(), RecordState.class);
          said.computeIfAbsent(state.getRecordId(), _ -> new ArrayList<>()).add(said(state));
        }
      }
    }
    return said;
  }

  private static Said said(RecordState state) {
    var emails = state.getIdentifiers().stream().map(each -> each.getIdentifier().getCanonical()).toList();
    return new Said(state.getPosition().getRecordVersion(), String.join(" ", emails));
  }

  @Override
  public void close() {
    consumer.close();
  }
}
