package io.tributary.records.reconcile;

import io.micrometer.core.instrument.MeterRegistry;
import io.tributary.records.rules.RulesStore;
import io.tributary.service.database.Database;
import io.tributary.service.registry.AvroValues;
import java.util.HashMap;
import java.util.concurrent.CountDownLatch;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.kafka.core.ConsumerFactory;
import org.springframework.kafka.core.KafkaAdmin;
import tools.jackson.databind.ObjectMapper;

/** Puts the parts of a reconciliation together. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(ReconcileSettings.class)
class ReconcileConfiguration {

  private static final int ROWS_AT_ONCE = 2_000;

  @Bean
  RulesStore rulesStore(Database database, ObjectMapper json) {
    return new RulesStore(database, json);
  }

  @Bean
  Heartbeat heartbeat(Database database) {
    return new Heartbeat(database);
  }

  @Bean
  ReconciliationRequests reconciliationRequests(Database database, ReconcileSettings settings) {
    return new ReconciliationRequests(database, settings.interval());
  }

  @Bean
  ReconciliationStore reconciliationStore(Database database) {
    return new ReconciliationStore(database);
  }

  @Bean
  UncapturedRows uncapturedRows(Database database, MeterRegistry metrics) {
    return new UncapturedRows(database, metrics);
  }

  @Bean
  RunReconciliations runReconciliations(
      ReconcileSettings settings, Database database, ObjectMapper json, RulesStore rules, Heartbeat heartbeat,
      ReconciliationRequests requests, ReconciliationStore store, UncapturedRows uncaptured,
      ConsumerFactory<?, ?> configured, KafkaAdmin admin, AvroValues values, MeterRegistry metrics,
      @Value("${tributary.capture.slot:tributary_records}") String slotName) {
    var held = new HeldStore(database);
    var comparison = new CompareChunk(database, new RecordRows(json), held, rules, ROWS_AT_ONCE);
    return new RunReconciliations(store, requests, (CountDownLatch ended) -> {
      var topics = new HeldOnTopics(() -> consumer(configured), new WrittenTo(admin.getConfigurationProperties()), new ReadHeld(values), held, ended);
      var slot = new SlotProgress(database, heartbeat, slotName, ended);
      return new Reconcile(
          topics, comparison, new ConfirmDifferences(comparison, slot), new PublishAgain(database, store, slot, metrics),
          uncaptured, new PurgeOld(database, settings.purgeDeletedAfter()));
    });
  }

  /** Of no group: it reads all partitions, commits nothing and stops nobody. */
  private static KafkaConsumer<byte[], byte[]> consumer(ConsumerFactory<?, ?> configured) {
    var properties = new HashMap<>(configured.getConfigurationProperties());
    properties.remove(ConsumerConfig.GROUP_ID_CONFIG);
    properties.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    properties.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    properties.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none");
    properties.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
    properties.put(ConsumerConfig.FETCH_MAX_BYTES_CONFIG, 8 * 1024 * 1024);
    return new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer());
  }
}
