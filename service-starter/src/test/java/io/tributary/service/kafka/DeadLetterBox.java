package io.tributary.service.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.awaitility.Awaitility.await;

import io.tributary.events.Topics;
import io.tributary.service.testing.EventReader;
import java.time.Duration;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** The dead letters of record-service on the shared stack, as the tests look at them. */
final class DeadLetterBox {

  /** Waits for the one letter of that origin. */
  static ConsumerRecord<byte[], byte[]> letterOf(int partition, long offset) {
    return await().atMost(Duration.ofSeconds(60)).pollDelay(Duration.ZERO)
        .until(() -> letters().stream().filter(each -> comesFrom(each, partition, offset)).toList(), each -> !each.isEmpty()).getFirst();
  }

  static List<ConsumerRecord<byte[], byte[]>> letters() {
    return EventReader.raw(Topics.deadLettersOf("record-service"));
  }

  static boolean comesFrom(ConsumerRecord<byte[], byte[]> letter, int partition, long offset) {
    return header(letter, EventHeaders.ORIGIN_TOPIC).equals(Upserts.TOPIC)
        && header(letter, EventHeaders.ORIGIN_PARTITION).equals(Integer.toString(partition))
        && header(letter, EventHeaders.ORIGIN_OFFSET).equals(Long.toString(offset));
  }

  static String header(ConsumerRecord<?, ?> record, String name) {
    return new String(record.headers().lastHeader(name).value(), UTF_8);
  }

  private DeadLetterBox() {}
}
