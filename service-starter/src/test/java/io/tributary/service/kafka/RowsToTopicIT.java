package io.tributary.service.kafka;

import static io.tributary.service.kafka.Things.THINGS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.tributary.events.SyncRequested;
import io.tributary.events.Topics;
import io.tributary.service.database.Database;
import io.tributary.service.registry.AvroValues;
import io.tributary.service.testing.EventReader;
import io.tributary.service.testing.TributaryTest;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.jooq.Record;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

@TributaryTest(database = "starter", properties = {
    "spring.application.name=record-service",
    "spring.flyway.locations=classpath:db/starter-test",
    "spring.flyway.placeholders.database=starter",
    "tributary.kafka.first-wait=100ms"
})
@ExtendWith(OutputCaptureExtension.class)
class RowsToTopicIT {

  @Autowired RowsToTopic<Record, SyncRequested> rows;
  @Autowired Database database;
  @Autowired AvroValues values;
  @Autowired EventPublisher publisher;
  @Autowired RunRowsToTopics sweepers;
  @Autowired ThingsApplication application;

  @Test
  void aChangedRowBecomesAnEventAndIsMarked() {
    // When
    database.runAsWorker(sql -> {
      sql.insertInto(THINGS).set(THINGS.tenant, "rows").set(THINGS.name, "changed").execute();
      rows.poke();
    });

    // Then
    await().untilAsserted(() -> assertThat(requests("changed")).containsExactly("changed@1"));
    await().untilAsserted(() -> assertThat(published("changed")).isEqualTo(1L));

    // And again
    database.runAsWorker(sql -> sql.update(THINGS).set(THINGS.version, THINGS.version.plus(1)).where(THINGS.name.eq("changed")).execute());
    await().untilAsserted(() -> assertThat(requests("changed")).containsExactly("changed@1", "changed@2"));
  }

  @Test
  void rowsWaitWhileTheServiceIsBusyButForWhoeverPublishesThem() {
    // Given
    var asked = new AtomicInteger();
    rows.waitingWhile(() -> asked.incrementAndGet() > 0);
    try {
      insert("patient");

      // When the sweeper has been there and gone again
      await().until(() -> asked.get() > 2);

      // Then
      assertThat(published("patient")).isZero();
      assertThat(rows.publishPending()).isPositive();
      assertThat(published("patient")).isEqualTo(1);
      insert("freed");
    } finally {
      rows.waitingWhile(() -> false);
    }
    await().untilAsserted(() -> assertThat(published("freed")).isEqualTo(1));
  }

  @Test
  void whatTheBrokerDoesNotAcknowledgeStaysPending() {
    // Given
    sweepers.stop();
    insert("unheard");
    try (var noBroker = EventProducer.ofEvents(
        Map.of("bootstrap.servers", "127.0.0.1:1", "max.block.ms", 200), new SimpleMeterRegistry())) {
      var unheard = new EventPublisher(new EncodeEvent(values, "test", InstantSource.system()), noBroker);

      // When
      assertThatThrownBy(() -> new PublishRows<>(rows, database, unheard).publishPending())
          .isInstanceOf(PublishFailed.class)
          .hasMessageContaining("things");

      // Then
      assertThat(published("unheard")).isZero();
      assertThat(new PublishRows<>(rows, database, unheard).pending()).isPositive();
      assertThat(rows.publishPending()).isPositive();
      assertThat(published("unheard")).isEqualTo(1);
      assertThat(requests("unheard")).containsExactly("unheard@1");
    } finally {
      sweepers.start();
    }
  }

  @Test
  void aRowThatCannotBecomeAnEventHoldsUpNoOtherAndIsNotTriedAgainAtOnce(CapturedOutput log) {
    // Given
    sweepers.stop();
    try {
      insert("unspeakable-1");
      insert("speakable");

      // When
      rows.publishPending();
      rows.publishPending();

      // Then
      assertThat(log.getAll().split("cannot be published", -1)).hasSize(2);
      assertThat(requests("speakable")).containsExactly("speakable@1");
      assertThat(published("unspeakable-1")).isZero();
    } finally {
      database.runAsWorker(sql -> sql.deleteFrom(THINGS).where(THINGS.name.startsWith("unspeakable")).execute());
      sweepers.start();
    }
  }

  @Test
  void anErrorDoesNotEndTheSweeper(CapturedOutput log) {
    // Given
    application.beforeRow.set(() -> {
      throw new NoClassDefFoundError("a jar that was replaced under the service");
    });
    try {
      insert("after-an-error");
      await().until(() -> log.getAll().contains("java.lang.NoClassDefFoundError"));
      assertThat(published("after-an-error")).isZero();
    } finally {
      // When
      application.beforeRow.set(() -> {});
    }

    // Then
    await().untilAsserted(() -> assertThat(published("after-an-error")).isEqualTo(1));
  }

  @Test
  void rowsThatAnotherPublisherHoldsArePassedOver() throws Exception {
    // Given
    sweepers.stop();
    insert("held");
    insert("free");
    try {
      database.runAsWorker(sql -> {
        sql.selectFrom(THINGS).where(THINGS.name.eq("held")).forUpdate().fetch();

        // When
        assertThat(java.util.concurrent.CompletableFuture.supplyAsync(rows::publishPending)).succeedsWithin(Duration.ofSeconds(20));
      });

      // Then
      assertThat(published("free")).isEqualTo(1);
      assertThat(published("held")).isZero();
    } finally {
      sweepers.start();
    }
  }

  @Test
  void rowsThatAreWrittenWhenNoneIsLeftGoOutToo() {
    // Given
    var left = new AtomicInteger(3);
    try {
      // When
      rows.refilledBy(sql -> {
        int number = left.getAndDecrement();
        return number > 0 && sql.insertInto(THINGS).set(THINGS.tenant, "rows").set(THINGS.name, "refilled-" + number + "-").execute() == 1;
      });

      // Then
      await().untilAsserted(() -> assertThat(requests("refilled-1-")).containsExactly("refilled-1-@1"));
      await().untilAsserted(() -> assertThat(published("refilled-1-")).isEqualTo(1));
      assertThat(published("refilled-2-")).isEqualTo(1);
      assertThat(published("refilled-3-")).isEqualTo(1);
    } finally {
      rows.refilledBy(_ -> false);
    }
  }

  @Test
  void rowsAreNotPublishedWithinTheTransactionThatChangesThem() {
    assertThatThrownBy(() -> database.runAsWorker(_ -> rows.publishPending()))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("after the transaction");
  }

  private void insert(String name) {
    database.runAsWorker(sql -> sql.insertInto(THINGS).set(THINGS.tenant, "rows").set(THINGS.name, name).execute());
  }

  private long published(String name) {
    return database.asWorker(sql -> sql.select(THINGS.publishedVersion).from(THINGS)
        .where(THINGS.tenant.eq("rows")).and(THINGS.name.eq(name)).fetchSingle().value1());
  }

  private static List<String> requests(String name) {
    return EventReader.all(Topics.EMAIL_SYNC_REQUESTS).stream()
        .map(each -> each.value().getRequestId())
        .filter(id -> id.startsWith(name + "@"))
        .toList();
  }
}
