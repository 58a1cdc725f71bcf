package io.tributary.service.kafka;

import static io.tributary.service.kafka.DeadLetterBox.header;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import io.tributary.events.RecordUpsert;
import io.tributary.local.TestStack;
import io.tributary.service.database.Database;
import io.tributary.service.registry.AvroValues;
import io.tributary.service.testing.TributaryTest;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.springframework.beans.factory.annotation.Autowired;

/** What nobody can read or store goes to the dead letters as it came, and the next record of its partition is stored. */
@TributaryTest(database = "starter", properties = {
    "spring.application.name=record-service",
    "spring.flyway.locations=classpath:db/starter-test",
    "spring.flyway.placeholders.database=starter",
    "tributary.kafka.first-wait=100ms"
})
class PoisonIT {

  private static final int PARTITION = 0;

  @Autowired ThingsApplication application;
  @Autowired AvroValues values;
  @Autowired Database database;

  private final String run = UUID.randomUUID().toString();
  private KafkaProducer<byte[], byte[]> producer;

  @BeforeEach
  void producer() {
    producer = new KafkaProducer<>(Map.of("bootstrap.servers", TestStack.shared().bootstrapServers()),
        new ByteArraySerializer(), new ByteArraySerializer());
  }

  @AfterEach
  void nothingFailsAnyMore() {
    application.before.set(_ -> {});
    producer.close();
  }

  @Test
  void everyKindOfPoisonIsSetAsideAsItCameAndTheNextRecordIsStored(TestReporter report) throws Exception {
    var kinds = Poison.kinds(values, good("a good one").value());
    application.before.set(batch -> kinds.stream()
        .filter(kind -> !kind.refusal().isEmpty() && batch.stream().anyMatch(each -> each.key().equals(kind.key())))
        .findFirst()
        .ifPresent(kind -> database.runAsWorker(sql -> sql.execute(kind.refusal()))));
    var origins = new LinkedHashMap<Poison, RecordMetadata>();
    var waits = new ArrayList<Duration>();

    for (var kind : kinds) {
      // When
      var before = send(good(kind.name() + " before"));
      origins.put(kind, send(record(kind)));
      var after = send(good(kind.name() + " after"));
      var sent = Instant.now();

      // Then
      await(kind.name()).atMost(Duration.ofSeconds(60)).pollDelay(Duration.ZERO).untilAsserted(() ->
          assertThat(storedBetween(before.offset(), after.offset())).extracting(Received::offset, Received::value).containsExactly(
              tuple(before.offset(), event(kind.name() + " before")),
              tuple(after.offset(), event(kind.name() + " after"))));
      waits.add(sent.until(Instant.now()));
    }
    report.publishEntry("longest wait of a next record", Collections.max(waits).toMillis() + " ms");
    var last = origins.lastEntry().getValue();
    DeadLetterBox.letterOf(PARTITION, last.offset());
    var letters = DeadLetterBox.letters();
    origins.forEach((kind, origin) -> assertIsTheLetterOf(kind, origin, letters));
  }

  private static void assertIsTheLetterOf(Poison kind, RecordMetadata origin, List<ConsumerRecord<byte[], byte[]>> letters) {
    var of = letters.stream().filter(each -> DeadLetterBox.comesFrom(each, PARTITION, origin.offset())).toList();
    assertThat(of).as(kind.name()).singleElement().satisfies(letter -> {
      assertThat(letter.key()).isEqualTo(kind.key() == null ? null : kind.key().getBytes(UTF_8));
      assertThat(letter.value()).isEqualTo(kind.value());
      assertThat(header(letter, "of-the-producer")).isEqualTo("kept");
      assertThat(letter.headers().lastHeader("empty").value()).isNull();
      assertThat(header(letter, EventHeaders.ORIGIN_TIMESTAMP)).isEqualTo(Long.toString(origin.timestamp()));
      assertThat(header(letter, EventHeaders.REASON_CLASS)).isEqualTo(kind.type());
      assertThat(header(letter, EventHeaders.REASON)).contains(kind.reason()).doesNotContain("ann@example.org");
    });
  }

  private List<Received<RecordUpsert>> storedBetween(long first, long last) {
    return application.stored.stream()
        .filter(each -> each.partition() == PARTITION && each.offset() >= first && each.offset() <= last)
        .toList();
  }

  private RecordUpsert event(String name) {
    return Upserts.of(run + name).value();
  }

  private ProducerRecord<byte[], byte[]> good(String name) {
    var record = new EncodeEvent(values, "test", InstantSource.system()).encode(Upserts.of(run + name));
    return new ProducerRecord<>(record.topic(), PARTITION, record.key(), record.value(), record.headers());
  }

  private static ProducerRecord<byte[], byte[]> record(Poison kind) {
    var key = kind.key() == null ? null : kind.key().getBytes(UTF_8);
    var record = new ProducerRecord<>(Upserts.TOPIC, PARTITION, key, kind.value());
    record.headers().add("of-the-producer", "kept".getBytes(UTF_8)).add("empty", null);
    return record;
  }

  private RecordMetadata send(ProducerRecord<byte[], byte[]> record) throws Exception {
    return producer.send(record).get();
  }
}
