package io.tributary.service.kafka;

import static io.tributary.service.kafka.Things.THINGS;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tributary.events.RecordUpsert;
import io.tributary.events.Topics;
import io.tributary.local.TestStack;
import io.tributary.service.database.Database;
import io.tributary.service.testing.EventReader;
import io.tributary.service.testing.TributaryTest;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.health.contributor.Status;
import org.springframework.dao.DataAccessResourceFailureException;

@TributaryTest(database = "starter", properties = {
    "spring.application.name=record-service",
    "spring.flyway.locations=classpath:db/starter-test",
    "spring.flyway.placeholders.database=starter",
    "tributary.kafka.first-wait=100ms"
})
class DeliveryIT {

  private static final String GROUP = "record-service";
  private static final String UPSERTS = Topics.RECORD_UPSERTS.name();

  @Autowired ThingsApplication application;
  @Autowired EventPublisher publisher;
  @Autowired Database database;
  @Autowired RunSubscriptions subscriptions;
  @Autowired SubscriptionHealth health;

  @AfterEach
  void nothingFailsAnyMore() {
    application.before.set(_ -> {});
  }

  @Test
  void anEventArrivesAsItWasPublished() {
    // When
    publisher.publish(List.of(Upserts.of("round-trip")));

    // Then
    var received = await().until(() -> stored("round-trip"), each -> each != null);
    assertThat(received.value()).isEqualTo(Upserts.of("round-trip").value());
    assertThat(received.key()).isEqualTo("acme|csv|round-trip");
    assertThat(received.headers())
        .containsEntry(EventHeaders.SPEC_VERSION, "1.0")
        .containsEntry(EventHeaders.TYPE, "io.tributary.events.RecordUpsert")
        .containsEntry(EventHeaders.SOURCE, "/record-service")
        .containsEntry(EventHeaders.SUBJECT, "acme|csv|round-trip")
        .containsEntry(EventHeaders.CONTENT_TYPE, "application/avro")
        .containsKeys(EventHeaders.ID, EventHeaders.TIME);
    assertThat(received.traceparent()).matches("00-[0-9a-f]{32}-[0-9a-f]{16}-01");
  }

  @Test
  void aTombstoneArrives() {
    publisher.publish(List.of(Outgoing.tombstone(Topics.RECORD_UPSERTS, "acme|csv|gone")));

    await().untilAsserted(() -> assertThat(application.stored)
        .anySatisfy(each -> assertThat(each.key()).isEqualTo("acme|csv|gone"))
        .anySatisfy(each -> assertThat(each.value()).isNull()));
  }

  @Test
  void oneRowThatCollidesCostsItsOwnEventOnly() {
    // Given
    database.runAsWorker(sql -> sql.insertInto(THINGS).set(THINGS.tenant, "acme").set(THINGS.name, "batch-37").execute());

    // When
    publisher.publish(IntStream.range(0, 100).mapToObj(number -> Upserts.of("batch-" + number)).toList());

    // Then
    await().untilAsserted(() -> assertThat(application.stored.stream().filter(each -> each.key().startsWith("acme|csv|batch-"))
        .map(Received::key).distinct()).hasSize(99));
    var letters = await().until(() -> deadLetters("acme|csv|batch-"), each -> !each.isEmpty());
    assertThat(letters).singleElement().satisfies(letter -> {
      assertThat(letter.key()).asString(UTF_8).isEqualTo("acme|csv|batch-37");
      assertThat(header(letter, EventHeaders.REASON)).contains("23505", "things_tenant_name_key").doesNotContain("batch-37");
    });
  }

  @Test
  void anOutageOfTheDatabaseIsWaitedOut() {
    // Given
    var attempts = new AtomicInteger();
    application.before.set(_ -> {
      if (attempts.incrementAndGet() <= 4) {
        throw new DataAccessResourceFailureException("gone", new SQLException("terminating connection", "57P01"));
      }
    });

    // When
    publisher.publish(List.of(Upserts.of("patient")));

    // Then
    await().until(() -> stored("patient"), each -> each != null);
    assertThat(attempts).hasValueGreaterThan(4);
    assertThat(deadLetters("acme|csv|patient")).isEmpty();
  }

  @Test
  void aProgrammingErrorOverOneEventBlocksNothing() {
    // Given
    application.before.set(batch -> batch.forEach(each -> {
      if (each.key().endsWith("odd")) {
        throw new NullPointerException("no such field");
      }
    }));

    // When
    publisher.publish(List.of(Upserts.of("even"), Upserts.of("odd"), Upserts.of("even-too")));

    // Then
    await().until(() -> stored("even-too"), each -> each != null);
    await().until(() -> stored("even"), each -> each != null);
    var letter = await().until(() -> deadLetter("acme|csv|odd"), each -> each != null);
    assertThat(header(letter, EventHeaders.REASON)).contains("NullPointerException at io.tributary");
  }

  @Test
  void aGroupWithoutOffsetsBeginsAtTheBeginningAndCommitsThat() throws Exception {
    // Given
    publisher.publish(List.of(Outgoing.tombstone(Topics.RECORD_UPSERTS, "acme|csv|old")));
    await().untilAsserted(() -> assertThat(timesStored("acme|csv|old")).isEqualTo(1));
    subscriptions.stop();
    try (var admin = admin()) {
      admin.deleteConsumerGroups(List.of(GROUP)).all().get();

      // When
      subscriptions.start();

      // Then
      await().untilAsserted(() -> assertThat(timesStored("acme|csv|old")).isEqualTo(2));
      await().untilAsserted(() -> assertThat(admin.listConsumerGroupOffsets(GROUP).partitionsToOffsetAndMetadata().get())
          .containsKeys(new TopicPartition(UPSERTS, 0), new TopicPartition(UPSERTS, 1)));
    }
  }

  @Test
  void anOffsetThatFellOutOfTheTopicStopsTheSubscription() throws Exception {
    // Given
    publisher.publish(IntStream.range(0, 20).mapToObj(number -> Outgoing.tombstone(Topics.RECORD_UPSERTS, "acme|csv|a" + number)).toList());
    await().until(() -> IntStream.range(0, 20).allMatch(number -> timesStored("acme|csv|a" + number) > 0));
    subscriptions.stop();
    publisher.publish(IntStream.range(0, 20).mapToObj(number -> Outgoing.tombstone(Topics.RECORD_UPSERTS, "acme|csv|b" + number)).toList());
    try (var admin = admin()) {
      deleteAllRecords(admin);

      // When
      subscriptions.start();

      // Then
      await().untilAsserted(() -> assertThat(subscriptions.stoppedTopics()).containsExactly(UPSERTS));
      assertThat(health.health().getStatus()).isEqualTo(Status.DOWN);

      acceptTheGap(admin);
      publisher.publish(List.of(Upserts.of("after-the-gap")));
      await().until(() -> stored("after-the-gap"), each -> each != null);
      assertThat(health.health().getStatus()).isEqualTo(Status.UP);
    }
  }

  @Test
  void aGapThatOpensUnderAWaitingBatchStopsTheSubscription() throws Exception {
    // Given
    application.before.set(batch -> {
      if (batch.stream().anyMatch(each -> each.key().endsWith("in-the-gap"))) {
        throw new DataAccessResourceFailureException("gone", new SQLException("terminating connection", "57P01"));
      }
    });
    publisher.publish(List.of(Upserts.of("in-the-gap")));
    await().untilAsserted(() -> assertThat(health.health().getDetails()).containsKey("waiting"));
    try (var admin = admin()) {
      // When
      deleteAllRecords(admin);

      // Then
      await().untilAsserted(() -> assertThat(subscriptions.stoppedTopics()).containsExactly(UPSERTS));
      assertThat(health.health().getStatus()).isEqualTo(Status.DOWN);
      acceptTheGap(admin);
      publisher.publish(List.of(Upserts.of("after-the-open-gap")));
      await().until(() -> stored("after-the-open-gap"), each -> each != null);
      await().untilAsserted(() -> assertThat(health.health().getStatus()).isEqualTo(Status.UP));
      assertThat(timesStored("acme|csv|in-the-gap")).isZero();
    }
  }

  private static void deleteAllRecords(Admin admin) throws Exception {
    var all = new HashMap<TopicPartition, RecordsToDelete>();
    List.of(0, 1).forEach(partition -> all.put(new TopicPartition(UPSERTS, partition), RecordsToDelete.beforeOffset(-1)));
    admin.deleteRecords(all).all().get();
  }

  /** As a person does, who has looked at what is lost. */
  private void acceptTheGap(Admin admin) {
    await().ignoreExceptions().until(() -> admin.deleteConsumerGroups(List.of(GROUP)).all().get() == null);
    subscriptions.stop();
    subscriptions.start();
  }

  private @Nullable Received<RecordUpsert> stored(String externalId) {
    return application.stored.stream().filter(each -> each.key().equals("acme|csv|" + externalId)).findFirst().orElse(null);
  }

  private long timesStored(String key) {
    return application.stored.stream().filter(each -> each.key().equals(key)).count();
  }

  private static @Nullable ConsumerRecord<byte[], byte[]> deadLetter(String key) {
    return deadLetters(key).stream().findFirst().orElse(null);
  }

  private static List<ConsumerRecord<byte[], byte[]>> deadLetters(String keyPrefix) {
    return EventReader.raw(Topics.deadLettersOf(GROUP)).stream()
        .filter(letter -> letter.key() != null && new String(letter.key(), UTF_8).startsWith(keyPrefix))
        .toList();
  }

  private static String header(ConsumerRecord<?, ?> record, String name) {
    return new String(record.headers().lastHeader(name).value(), UTF_8);
  }

  private static Admin admin() {
    return Admin.create(Map.of("bootstrap.servers", TestStack.shared().bootstrapServers()));
  }
}
