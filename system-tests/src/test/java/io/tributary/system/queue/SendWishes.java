package io.tributary.system.queue;

import io.tributary.events.ChangeReason;
import io.tributary.events.Channel;
import io.tributary.events.IdentifiersChanged;
import io.tributary.events.Position;
import io.tributary.events.SyncReason;
import io.tributary.events.SyncRequested;
import io.tributary.events.Topics;
import io.tributary.identifiers.PhoneNumbers;
import io.tributary.service.registry.RegistryAvroSerializer;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import org.apache.avro.generic.IndexedRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;

/** Writes what record-service would write; each call returns when the broker has it. */
final class SendWishes implements AutoCloseable {

  private final KafkaProducer<String, IndexedRecord> producer;

  SendWishes(String bootstrapServers, String registryUrl) {
    var serializer = new RegistryAvroSerializer();
    serializer.configure(Map.of("schema.registry.url", registryUrl), false);
    this.producer = new KafkaProducer<>(
        Map.of("bootstrap.servers", bootstrapServers, "acks", "all"), new StringSerializer(), serializer);
  }

  /** The record has this number from now on, and no other. */
  void change(RecordKey record, long version, String number) throws InterruptedException {
    var phone = PhoneNumbers.identify(number, null).found().orElseThrow();
    send(Topics.WHATSAPP_IDENTIFIER_CHANGES.name(), record, IdentifiersChanged.newBuilder()
        .setTenant(record.tenant())
        .setRecordId(record.id())
        .setChannel(Channel.WHATSAPP)
        .setPosition(new Position(1L, version, 1L))
        .setReason(version == 1 ? ChangeReason.CREATED : ChangeReason.UPDATED)
        .setCurrent(List.of(phone))
        .setFingerprint(phone.getCanonical())
        .setCommittedAt(Instant.now())
        .build());
  }

  void force(RecordKey record) throws InterruptedException {
    send(Topics.WHATSAPP_SYNC_REQUESTS.name(), record, SyncRequested.newBuilder()
        .setTenant(record.tenant())
        .setRecordId(record.id())
        .setRequestId(UUID.randomUUID().toString())
        .setReason(SyncReason.MANUAL)
        .setForce(true)
        .setRequestedBy("somebody")
        .setRequestedAt(Instant.now())
        .build());
  }

  private void send(String topic, RecordKey record, IndexedRecord event) throws InterruptedException {
    try {
      producer.send(new ProducerRecord<>(topic, record.text(), event)).get();
    } catch (ExecutionException e) {
      throw new IllegalStateException("The broker, which nobody disturbs, did not take an event.", e.getCause());
    }
  }

  @Override
  public void close() {
    producer.close();
  }
}
