package io.tributary.service.kafka;

import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerConfig;

/** What every producer of a service has in common: idempotent, every replica in sync has to acknowledge. */
final class ProducerSettings {

  /** Topics take 2 MiB, compressed. */
  static final int LARGEST_EVENT = 2 * 1024 * 1024 + 64 * 1024;

  /** @param configured Boot's {@code spring.kafka.*}: addresses, security, and whatever of the tunable settings it names */
  static Map<String, Object> of(Map<String, Object> configured, int largestRequest) {
    var settings = new HashMap<String, Object>(Map.of(
        ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4",
        ProducerConfig.MAX_REQUEST_SIZE_CONFIG, largestRequest,
        ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, 10_000,
        ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, 30_000,
        ProducerConfig.MAX_BLOCK_MS_CONFIG, 15_000));
    settings.putAll(configured);
    settings.put(ProducerConfig.ACKS_CONFIG, "all");
    settings.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
    return settings;
  }

  private ProducerSettings() {}
}
