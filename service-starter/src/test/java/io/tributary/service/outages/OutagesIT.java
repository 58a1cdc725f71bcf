package io.tributary.service.outages;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.tributary.events.SyncRequested;
import io.tributary.events.Topics;
import io.tributary.service.kafka.PublishFailed;
import io.tributary.service.kafka.Upserts;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/**
 * One service lives through the outages of all it needs. Whatever was away, in the end every event took effect once and in order, nothing is a
 * dead letter, and nobody restarted anything. In this order, because the first test starts what the others disturb.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@ExtendWith(OutputCaptureExtension.class)
class OutagesIT {

  private static final String DEAD_LETTERS = Topics.deadLettersOf("record-service");
  private static final String REQUESTS = Topics.EMAIL_SYNC_REQUESTS.name();

  @TempDir private static Path folder;
  private static OwnStack stack;
  private static Part database;
  private static Part broker;
  private static Part registry;
  private static LedgerService service;
  /** External ids, in the order in which they were published. */
  private static final List<String> PUBLISHED = new ArrayList<>();

  @BeforeAll
  static void nothingRunsYet() {
    stack = new OwnStack(folder);
  }

  @AfterAll
  static void stop() {
    if (service != null) {
      service.close();
    }
    stack.close();
  }

  @AfterEach
  void everythingTookEffectOnceAndInOrder() {
    eventually().until(service::isReady);
    eventually().untilAsserted(() -> assertThat(service.ledger()).isEqualTo(PUBLISHED));
    eventually().untilAsserted(() -> assertThat(requested()).containsExactlyInAnyOrderElementsOf(PUBLISHED));
    assertThat(service.isAlive()).isTrue();
  }

  @Test
  @Order(1)
  void aServiceThatStartsBeforeAllThatItNeedsWaitsForIt(CapturedOutput log) throws Exception {
    // Given
    var starting = CompletableFuture.supplyAsync(() -> LedgerService.start(stack, Map.of()));
    eventually().until(() -> log.getAll().contains("Retrying in"));
    assertThat(starting).isNotDone();

    // When its database comes, it starts; without a broker it is alive and not ready
    database = stack.startDatabase("ledger");
    service = starting.get(60, TimeUnit.SECONDS);
    assertThat(service.readiness().statusCode()).isEqualTo(503);
    assertThat(service.readiness().body()).contains("\"broker\":{\"details\":{\"reason\":\"TimeoutException\"},\"status\":\"DOWN\"}");
    assertThat(service.isAlive()).isTrue();

    // When the broker comes, it is ready; what needs a schema says that the registry is away
    broker = stack.startBroker(List.of(Upserts.TOPIC, REQUESTS, DEAD_LETTERS));
    eventually().until(service::isReady);
    assertThatThrownBy(() -> publish("too-early")).isInstanceOf(PublishFailed.class).hasMessageContaining("registry");
    PUBLISHED.clear();

    // When the registry comes, it works
    registry = stack.startRegistry();
    publish("first");
  }

  @Test
  @Order(2)
  void aDatabaseThatIsKilledUnderATransactionIsWaitedFor() throws Exception {
    // Given
    var inFlight = holdNextTransaction();
    publish("killed-1", "killed-2");
    inFlight.await();

    // When
    database.kill();
    inFlight.release();

    // Then
    assertWaits("subscriptions", "The database answered SQLSTATE 08");
    publish("killed-3");
    database.startAgain();
  }

  @Test
  @Order(3)
  void aDatabaseThatIsStoppedWhileNothingHappensIsWaitedFor() throws Exception {
    // When
    database.stop();
    eventually().until(() -> !service.isReady());
    assertThat(service.readiness().body()).contains("\"db\":{").contains("\"status\":\"DOWN\"");
    assertThat(service.isAlive()).isTrue();
    publish("stopped-1", "stopped-2");

    // Then
    assertWaits("subscriptions", "The database answered SQLSTATE 08");
    database.startAgain();
  }

  @Test
  @Order(4)
  void aConnectionThatTheDatabaseEndsIsTakenAnew() throws Exception {
    // Given
    var inFlight = holdNextTransaction();
    publish("ended-1", "ended-2");
    inFlight.await();

    // When
    try (var administrator = DriverManager.getConnection(stack.jdbcUrl("postgres"), "postgres", "postgres");
        var statement = administrator.createStatement()) {
      statement.execute("select pg_terminate_backend(pid) from pg_stat_activity where datname = 'ledger'");
    }
    inFlight.release();

    // Then
    publish("ended-3");
  }

  @Test
  @Order(5)
  void aBrokerThatIsKilledUnderADeliveryIsWaitedFor() throws Exception {
    // Given
    var inFlight = holdNextTransaction();
    publish("broker-killed-1", "broker-killed-2");
    inFlight.await();

    // When
    broker.kill();
    inFlight.release();

    // Then: the row of the delivery is there, and its event and its offset wait
    assertWaits("broker", "TimeoutException");
    eventually().untilAsserted(() -> assertThat(service.ledger()).contains("broker-killed-1"));
    assertThatThrownBy(() -> publish("not-published")).isInstanceOf(PublishFailed.class);
    PUBLISHED.removeLast();
    broker.startAgain();
    eventually().until(service::isReady);
    publish("broker-killed-3");
  }

  @Test
  @Order(6)
  void withoutTheRegistryKnownSchemasGoOnAndUnknownOnesWait() throws Exception {
    // Given
    var later = LaterSchema.registeredAt(stack.registryUrl());
    registry.kill();

    // When
    publish("known-1");
    eventually().untilAsserted(() -> assertThat(service.ledger()).isEqualTo(PUBLISHED));
    assertThat(service.isReady()).as("nothing waits").isTrue();
    send("later-2", later.rewritten(encoded("later-2")));
    send("of-nobody-3", withUnknownSchema(encoded("of-nobody-3")));
    PUBLISHED.removeLast();
    publish("known-4");

    // Then
    assertWaits("subscriptions", "The schema registry at");
    assertThat(TopicReader.all(stack.bootstrapServers(), DEAD_LETTERS)).as("nobody knows yet whether it is poison").isEmpty();
    registry.startAgain();
    eventually().untilAsserted(() -> assertThat(TopicReader.all(stack.bootstrapServers(), DEAD_LETTERS)).singleElement()
        .satisfies(letter -> assertThat(letter.key()).asString(UTF_8).isEqualTo(Upserts.key("of-nobody-3"))));
  }

  @Test
  @Order(7)
  void anErrorThatEndsAConsumerAsksForARestart(CapturedOutput log) {
    // When
    BreakPolls.broken = true;
    publish("waits-for-a-restart");
    eventually().until(() -> !service.isAlive());

    // Then
    assertThat(service.readiness().body()).contains("\"stopped\":[\"" + Upserts.TOPIC + "\"]");
    assertThat(log).contains("the service has to be restarted");
    BreakPolls.broken = false;
    service.close();
    service = LedgerService.start(stack, Map.of());
    publish("restarted-1");
  }

  @Test
  @Order(8)
  void noOutageMadeADeadLetter() {
    assertThat(TopicReader.all(stack.bootstrapServers(), DEAD_LETTERS)).as("only that of nobody's schema").hasSize(1);
  }

  @Test
  @Order(9)
  void aServiceWhoseDatabaseNeverComesEndsAndSaysWhy(CapturedOutput log) {
    assertThatThrownBy(() -> LedgerService.start(stack, Map.of("spring.flyway.connect-retries", "1",
        "spring.datasource.url", "jdbc:postgresql://127.0.0.1:1/ledger?password=secret"))).isNotNull();

    assertThat(log).contains("The database at jdbc:postgresql://127.0.0.1:1/ledger does not answer", "DATABASE_URL");
    assertThat(log).doesNotContain("password=secret");
  }

  /** Not ready because of that, for that reason, and still alive. */
  private static void assertWaits(String component, String reason) {
    eventually().untilAsserted(() -> {
      var readiness = service.readiness();
      assertThat(readiness.statusCode()).isEqualTo(503);
      assertThat(readiness.body()).contains("\"" + component + "\":{\"details\"").contains(reason);
    });
    assertThat(service.isAlive()).isTrue();
  }

  private static void publish(String... names) {
    for (var name : names) {
      PUBLISHED.add(name);
      service.publisher().publish(List.of(Upserts.of(name)));
    }
  }

  private static void send(String name, byte[] value) throws Exception {
    try (var producer = new KafkaProducer<>(
        Map.<String, Object>of("bootstrap.servers", stack.bootstrapServers()), new ByteArraySerializer(), new ByteArraySerializer())) {
      producer.send(new ProducerRecord<>(Upserts.TOPIC, Upserts.key(name).getBytes(UTF_8), value)).get();
    }
    PUBLISHED.add(name);
  }

  private static byte[] encoded(String name) {
    return service.values().encode(Upserts.TOPIC + "-value", Upserts.of(name).value());
  }

  private static byte[] withUnknownSchema(byte[] value) {
    value[1] = 0x7f;
    return value;
  }

  /** The names that were asked for, each once: an event that was sent twice is no second request, since its id is the same. */
  private static List<String> requested() {
    return TopicReader.all(stack.bootstrapServers(), REQUESTS).stream()
        .map(record -> service.values().decode(record.value(), SyncRequested.class).getRequestId())
        .distinct()
        .toList();
  }

  private static InFlight holdNextTransaction() {
    var inFlight = new InFlight();
    service.application().beforeCommit.set(inFlight);
    return inFlight;
  }

  /** Stops the first batch before its commit, until it is let go. */
  private static final class InFlight implements Runnable {

    private final AtomicBoolean first = new AtomicBoolean(true);
    private final CountDownLatch reached = new CountDownLatch(1);
    private final CountDownLatch released = new CountDownLatch(1);

    @Override
    public void run() {
      if (first.getAndSet(false)) {
        reached.countDown();
        awaited(released);
      }
    }

    void await() {
      awaited(reached);
    }

    void release() {
      released.countDown();
    }

    private static void awaited(CountDownLatch latch) {
      try {
        assertThat(latch.await(60, TimeUnit.SECONDS)).isTrue();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException(e);
      }
    }
  }

  private static ConditionFactory eventually() {
    return await().atMost(Duration.ofSeconds(60)).pollInterval(Duration.ofMillis(100));
  }
}
