package io.tributary.service.kafka;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.tributary.service.registry.AvroValues;
import io.tributary.service.telemetry.Metric;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.CooperativeStickyAssignor;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.SmartLifecycle;
import org.springframework.kafka.core.DefaultKafkaConsumerFactory;
import org.springframework.kafka.core.MicrometerConsumerListener;
import org.springframework.kafka.listener.AbstractMessageListenerContainer;
import org.springframework.kafka.listener.ConcurrentMessageListenerContainer;
import org.springframework.kafka.listener.ContainerProperties;
import org.springframework.kafka.listener.ContainerProperties.AckMode;
import org.springframework.kafka.listener.ContainerProperties.AssignmentCommitOption;

/** Runs every {@link Subscription} of the service, one container each, from the start of the application to its end. */
final class RunSubscriptions implements SmartLifecycle {

  private static final Duration STOP_WITHIN = Duration.ofSeconds(30);

  private final Map<String, ConcurrentMessageListenerContainer<byte[], byte[]>> containers = new HashMap<>();
  private final Map<String, WaitingBatches> waits = new ConcurrentHashMap<>();
  private final List<Subscription<?>> subscriptions;
  private final DefaultKafkaConsumerFactory<byte[], byte[]> consumers;
  private final AvroValues values;
  private final DeadLetters deadLetters;
  private final KafkaSettings settings;
  private final MeterRegistry metrics;
  private final ApplicationEventPublisher events;
  private final String group;
  private volatile boolean running;

  /** @param configured Boot's {@code spring.kafka.*}: addresses, security, and whatever of the tunable settings it names */
  RunSubscriptions(
      List<Subscription<?>> subscriptions, Map<String, Object> configured, String group, AvroValues values, DeadLetters deadLetters,
      KafkaSettings settings, MeterRegistry metrics, ApplicationEventPublisher events) {
    rejectDoubles(subscriptions);
    this.subscriptions = List.copyOf(subscriptions);
    this.consumers = new DefaultKafkaConsumerFactory<>(
        consumerSettings(configured, group), new ByteArrayDeserializer(), new ByteArrayDeserializer());
    this.consumers.addListener(new MicrometerConsumerListener<>(metrics));
    this.values = values;
    this.deadLetters = deadLetters;
    this.settings = settings;
    this.metrics = metrics;
    this.events = events;
    this.group = group;
  }

  @Override
  public void start() {
    for (var subscription : subscriptions) {
      containers.computeIfAbsent(subscription.topic().name(), _ -> container(subscription)).start();
    }
    running = true;
  }

  @Override
  public void stop() {
    var stopped = new CountDownLatch(containers.size());
    containers.values().forEach(container -> container.stop(stopped::countDown));
    try {
      stopped.await(STOP_WITHIN.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
    running = false;
  }

  @Override
  public boolean isRunning() {
    return running;
  }

  @Override
  public int getPhase() {
    return AbstractMessageListenerContainer.DEFAULT_PHASE;
  }

  /** Topics whose subscription stopped by itself and will not go on without a person. */
  List<String> stoppedTopics() {
    return containers.entrySet().stream().filter(each -> !each.getValue().isInExpectedState()).map(Map.Entry::getKey).sorted().toList();
  }

  /** Topics whose events have to wait for the database or the registry, each with since when and why. */
  Map<String, String> waitingTopics() {
    var waiting = new TreeMap<String, String>();
    waits.forEach((topic, batches) -> batches.outage().ifPresent(wait -> waiting.put(topic, wait.toString())));
    return waiting;
  }

  private <E extends SpecificRecord> ConcurrentMessageListenerContainer<byte[], byte[]> container(Subscription<E> subscription) {
    var topic = subscription.topic().name();
    var waiting = waits.computeIfAbsent(topic, _ -> new WaitingBatches(InstantSource.system()));
    var properties = new ContainerProperties(topic);
    properties.setGroupId(group);
    properties.setClientId(group + "-" + topic);
    properties.setAckMode(AckMode.BATCH);
    properties.setAssignmentCommitOption(AssignmentCommitOption.NEVER);
    properties.setConsumerRebalanceListener(new StartAtBeginning(waiting));
    properties.setMessageListener(
        new DeliverBatch<>(subscription, new DecodeRecord<>(values, subscription.topic()), deadLetters, waiting, metrics));
    properties.setAuthExceptionRetryInterval(settings.longestWait());
    properties.setMissingTopicsFatal(false);
    properties.setShutdownTimeout(STOP_WITHIN.toMillis());
    var container = new ConcurrentMessageListenerContainer<>(consumers, properties);
    container.setBeanName(topic);
    container.setApplicationEventPublisher(events);
    container.setConcurrency(subscription.concurrency());
    container.setCommonErrorHandler(new WaitInPlace(settings.firstWait(), settings.longestWait()));
    Gauge.builder(Metric.SUBSCRIPTION_STOPPED, container, each -> each.isInExpectedState() ? 0 : 1).tag("topic", topic).register(metrics);
    Gauge.builder(Metric.SUBSCRIPTION_WAITING, waiting, WaitingBatches::seconds).tag("topic", topic).register(metrics);
    return container;
  }

  private static Map<String, Object> consumerSettings(Map<String, Object> configured, String group) {
    var settings = new HashMap<String, Object>(Map.of(
        ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 500,
        ConsumerConfig.FETCH_MAX_BYTES_CONFIG, 8 * 1024 * 1024,
        // A consumer that comes or goes takes only the partitions that move.
        ConsumerConfig.PARTITION_ASSIGNMENT_STRATEGY_CONFIG, CooperativeStickyAssignor.class.getName()));
    settings.putAll(configured);
    settings.put(ConsumerConfig.GROUP_ID_CONFIG, group);
    settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none");
    settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    settings.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
    return settings;
  }

  private static void rejectDoubles(List<Subscription<?>> subscriptions) {
    var topics = new HashSet<String>();
    var doubles = new ArrayList<String>();
    subscriptions.forEach(each -> {
      if (!topics.add(each.topic().name())) {
        doubles.add(each.topic().name());
      }
    });
    if (!doubles.isEmpty()) {
      throw new IllegalStateException("More than one Subscription bean reads %s; a service reads a topic once. Put their handlers into one."
          .formatted(doubles));
    }
  }
}
