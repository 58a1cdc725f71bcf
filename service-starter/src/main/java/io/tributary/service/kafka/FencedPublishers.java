package io.tributary.service.kafka;

import io.micrometer.core.instrument.MeterRegistry;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** For events that only one process may publish at a time. */
public final class FencedPublishers {

  private final Map<String, Object> configured;
  private final EncodeEvent encode;
  private final MeterRegistry metrics;
  private final String service;

  /** @param configured Boot's {@code spring.kafka.*}: addresses, security, and whatever of the tunable settings it names */
  FencedPublishers(Map<String, Object> configured, EncodeEvent encode, MeterRegistry metrics, String service) {
    this.configured = configured;
    this.encode = encode;
    this.metrics = metrics;
    this.service = service;
  }

  /**
   * Takes the name from whoever had it: when this returns, nothing that another took the name for comes to any topic any more. To be
   * closed.
   *
   * @param name within the service; Kafka knows it as {@code <service>.<name>}, and a broker with access control has to allow that
   *     transactional id
   * @throws org.apache.kafka.common.KafkaException if no broker answers within 20 seconds, or refuses
   */
  public FencedPublisher take(String name) {
    var id = service + "." + name;
    var settings = ProducerSettings.of(configured, ProducerSettings.LARGEST_EVENT);
    settings.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, id);
    // Longer than a send and what it waits for. Who dies in mid-transaction holds up readers of committed events for that long, unless another follows.
    settings.put(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG, 60_000);
    var publisher = new FencedPublisher(
        id, new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer()), encode, metrics);
    try {
      publisher.shutOthersOut();
      return publisher;
    } catch (RuntimeException refused) {
      publisher.close();
      throw refused;
    }
  }
}
