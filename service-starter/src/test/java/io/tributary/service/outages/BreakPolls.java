package io.tributary.service.outages;

import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerInterceptor;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/** Lets a consumer fail where the service's own code is not around it, when it is told to. Kafka makes it by its name. */
public final class BreakPolls implements ConsumerInterceptor<byte[], byte[]> {

  static volatile boolean broken;

  @Override
  public ConsumerRecords<byte[], byte[]> onConsume(ConsumerRecords<byte[], byte[]> records) {
    if (broken) {
      throw new OutOfMemoryError("a test's");
    }
    return records;
  }

  @Override
  public void onCommit(Map<TopicPartition, OffsetAndMetadata> offsets) {}

  @Override
  public void configure(Map<String, ?> configured) {}

  @Override
  public void close() {}
}
