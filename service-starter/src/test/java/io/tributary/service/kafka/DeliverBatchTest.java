package io.tributary.service.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.tributary.events.RecordUpsert;
import io.tributary.events.Topics;
import io.tributary.service.registry.AvroValues;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.dao.TransientDataAccessResourceException;
import org.springframework.kafka.listener.BatchListenerFailedException;

/** Tombstones carry no schema, so these batches need no registry. */
class DeliverBatchTest {

  private final List<String> stored = new ArrayList<>();
  private final List<String> deadLetters = new ArrayList<>();
  private final WaitingBatches waiting = new WaitingBatches(InstantSource.system());
  private int calls;

  @Test
  void aBatchWithoutTroubleIsOneCall() {
    deliver(batch(500), Set.of(), Set.of());

    assertThat(calls).isEqualTo(1);
    assertThat(stored).hasSize(500);
  }

  @Test
  void oneBadRecordIsFoundByHalving() {
    deliver(batch(500), Set.of("k317"), Set.of());

    assertThat(deadLetters).containsExactly("k317");
    assertThat(stored).hasSize(499).doesNotContain("k317").isSorted();
    assertThat(calls).isLessThanOrEqualTo(21);
  }

  @Test
  void aLoneCollisionGetsASecondAttempt() {
    deliver(batch(1), Set.of("k000"), Set.of());

    assertThat(calls).isEqualTo(2);
    assertThat(deadLetters).containsExactly("k000");
  }

  @Test
  void everyRecordMayBeBad() {
    deliver(batch(7), Set.copyOf(keys(7)), Set.of());

    assertThat(deadLetters).containsExactlyElementsOf(keys(7));
    assertThat(stored).isEmpty();
  }

  @Test
  void anOutageThrowsTheFirstRecordThatIsNotSettled() {
    assertThatThrownBy(() -> deliver(batch(8), Set.of("k001"), Set.of("k006")))
        .isInstanceOfSatisfying(BatchListenerFailedException.class,
            e -> assertThat(e.getRecord()).satisfies(record -> assertThat(record.offset()).isEqualTo(0L)))
        .hasNoCause();

    assertThat(deadLetters).isEmpty();
  }

  @Test
  void anOutageInTheSecondHalfLeavesTheFirstSettled() {
    assertThatThrownBy(() -> deliver(batch(8), Set.of("k001"), Set.of("k006"), true))
        .isInstanceOfSatisfying(BatchListenerFailedException.class,
            e -> assertThat(e.getRecord()).satisfies(record -> assertThat(record.offset()).isEqualTo(4L)));
    assertThat(deadLetters).containsExactly("k001");
    assertThat(stored).containsExactly("k000", "k002", "k003");
  }

  @Test
  void anErrorIsWaitedForAndNotThrownOn() {
    BatchHandler<RecordUpsert> withoutMemory = _ -> {
      throw new OutOfMemoryError("a test's");
    };

    assertThatThrownBy(() -> deliver(batch(3), withoutMemory)).isInstanceOf(BatchListenerFailedException.class);
    assertThatThrownBy(() -> deliver(batch(3), withoutMemory)).isInstanceOf(BatchListenerFailedException.class);

    assertThat(deadLetters).isEmpty();
    assertThat(waiting.outage()).get().asString().contains("OutOfMemoryError");
    deliver(batch(3), Set.of(), Set.of());
    assertThat(waiting.outage()).isEmpty();
  }

  @Test
  void recordsWithoutAKeyAreSetAsideAndTheRestIsOneCall() {
    var batch = new ArrayList<>(batch(3));
    batch.add(1, new ConsumerRecord<>(Topics.RECORD_UPSERTS.name(), 0, 77, null, null));

    deliver(batch, Set.of(), Set.of());

    assertThat(calls).isEqualTo(1);
    assertThat(deadLetters).containsExactly("no key");
    assertThat(stored).hasSize(3);
  }

  private void deliver(List<ConsumerRecord<byte[], byte[]>> batch, Set<String> bad, Set<String> away) {
    deliver(batch, bad, away, false);
  }

  /** @param dataFirst whether a batch with both shows its bad record before the outage */
  private void deliver(List<ConsumerRecord<byte[], byte[]>> batch, Set<String> bad, Set<String> away, boolean dataFirst) {
    BatchHandler<RecordUpsert> handler = events -> {
      calls++;
      var keys = events.stream().map(Received::key).toList();
      if (dataFirst && keys.stream().anyMatch(bad::contains)) {
        throw new DataIntegrityViolationException("", new SQLException("", "23505"));
      }
      if (keys.stream().anyMatch(away::contains)) {
        throw new TransientDataAccessResourceException("away");
      }
      if (keys.stream().anyMatch(bad::contains)) {
        throw new DataIntegrityViolationException("", new SQLException("", "23505"));
      }
      stored.addAll(keys);
    };
    deliver(batch, handler);
  }

  private void deliver(List<ConsumerRecord<byte[], byte[]>> batch, BatchHandler<RecordUpsert> handler) {
    var metrics = new SimpleMeterRegistry();
    try (var values = AvroValues.with(Map.of("schema.registry.url", "http://127.0.0.1:1"))) {
      var letters = new DeadLetters(record -> {
        deadLetters.add(record.key() == null ? "no key" : new String(record.key(), UTF_8));
        return CompletableFuture.completedFuture(null);
      }, "test", InstantSource.system(), metrics);
      new DeliverBatch<>(Subscription.to(Topics.RECORD_UPSERTS, handler), new DecodeRecord<>(values, Topics.RECORD_UPSERTS), letters, waiting, metrics)
          .onMessage(batch);
    }
  }

  private static List<ConsumerRecord<byte[], byte[]>> batch(int size) {
    return IntStream.range(0, size).mapToObj(number ->
        new ConsumerRecord<byte[], byte[]>(Topics.RECORD_UPSERTS.name(), 0, number, key(number).getBytes(UTF_8), null)).toList();
  }

  private static List<String> keys(int size) {
    return IntStream.range(0, size).mapToObj(DeliverBatchTest::key).toList();
  }

  private static String key(int number) {
    return "k%03d".formatted(number);
  }
}
