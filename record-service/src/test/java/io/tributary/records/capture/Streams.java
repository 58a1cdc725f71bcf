package io.tributary.records.capture;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tributary.events.Channel;
import io.tributary.events.Identifier;
import io.tributary.events.IdentifiersChanged;
import io.tributary.events.Keys;
import io.tributary.events.RecordState;
import io.tributary.events.Topic;
import io.tributary.events.Topics;
import io.tributary.service.registry.AvroValues;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** What was published, read from the topics themselves. */
final class Streams {

  private final String bootstrapServers;
  private final AvroValues values;

  Streams(String bootstrapServers, AvroValues values) {
    this.bootstrapServers = bootstrapServers;
    this.values = values;
  }

  /** All events of a record on the channel's topic; empty for a null. */
  List<Optional<IdentifiersChanged>> changes(Channel channel, long record) {
    return events(Objects.requireNonNull(Topics.IDENTIFIER_CHANGES.get(channel)), record);
  }

  List<Optional<RecordState>> states(long record) {
    return events(Topics.RECORD_STATES, record);
  }

  /** The identifiers the channel's topic holds of the record, by its last event. */
  List<String> held(Channel channel, long record) {
    var events = changes(channel, record);
    return events.isEmpty()
        ? List.of()
        : events.getLast().map(event -> event.getCurrent().stream().map(Identifier::getCanonical).toList()).orElse(List.of());
  }

  /** Puts a null in the place of the record's last event, as nobody should. */
  void forget(Channel channel, long record) throws Exception {
    var topic = Objects.requireNonNull(Topics.IDENTIFIER_CHANGES.get(channel));
    try (var producer = new KafkaProducer<>(
        Map.<String, Object>of("bootstrap.servers", bootstrapServers), new StringSerializer(), new ByteArraySerializer())) {
      producer.send(new ProducerRecord<>(topic.name(), Keys.of(People.TENANT, record), null)).get();
    }
  }

  /** Puts a copy of the record's first event behind all others. */
  void sayFirstAgain(Topic<?> topic, long record) throws Exception {
    var first = new ArrayList<byte[]>();
    eachEvent(topic, record, first::add);
    try (var producer = new KafkaProducer<>(
        Map.<String, Object>of("bootstrap.servers", bootstrapServers), new StringSerializer(), new ByteArraySerializer())) {
      producer.send(new ProducerRecord<>(topic.name(), Keys.of(People.TENANT, record), first.getFirst())).get();
    }
  }

  /** A copy of the record's first event behind all others, in a transaction that is aborted. */
  void sayFirstAgainInVain(Topic<?> topic, long record) {
    var first = new ArrayList<byte[]>();
    eachEvent(topic, record, first::add);
    var settings = Map.<String, Object>of("bootstrap.servers", bootstrapServers, "transactional.id", "in-vain-" + UUID.randomUUID());
    try (var producer = new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer())) {
      producer.initTransactions();
      producer.beginTransaction();
      producer.send(new ProducerRecord<>(topic.name(), Keys.of(People.TENANT, record), first.getFirst()));
      producer.flush();
      producer.abortTransaction();
    }
  }

  private <E extends SpecificRecord> List<Optional<E>> events(Topic<E> topic, long record) {
    var events = new ArrayList<Optional<E>>();
    eachEvent(topic, record, value -> events.add(Optional.ofNullable(value).map(bytes -> values.decode(bytes, topic.event()))));
    return events;
  }

  private void eachEvent(Topic<?> topic, long record, Consumer<byte[]> found) {
    var key = Keys.of(People.TENANT, record);
    var events = new CommittedEvents(bootstrapServers);
    try (var consumer = events.consumer()) {
      var partitions = CommittedEvents.partitions(consumer, topic.name());
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      var ends = events.ends(partitions);
      while (events.isBehind(consumer, ends)) {
        for (var event : consumer.poll(Duration.ofMillis(100))) {
          if (new String(event.key(), UTF_8).equals(key)) {
            found.accept(event.value());
          }
        }
      }
    }
  }
}
