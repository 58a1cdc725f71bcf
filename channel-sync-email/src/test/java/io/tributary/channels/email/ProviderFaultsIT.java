package io.tributary.channels.email;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.MeterRegistry;
import io.tributary.channels.SyncMetric;
import io.tributary.channels.testing.RunningService;
import io.tributary.events.Channel;
import io.tributary.events.CommunicationObserved;
import io.tributary.events.ConnectionStatus;
import io.tributary.events.Identifier;
import io.tributary.events.JobStatus;
import io.tributary.identifiers.EmailAddresses;
import io.tributary.service.database.Database;
import io.tributary.service.kafka.EventPublisher;
import io.tributary.service.testing.TributaryTest;
import io.tributary.simulators.server.FaultRule;
import io.tributary.simulators.server.LoggedCall;
import io.tributary.simulators.unipile.UnipileOptions;
import io.tributary.simulators.unipile.UnipileSimulator;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/**
 * One of two mailboxes fails in every way the provider can, while several records are synced: the other mailbox is read meanwhile, the
 * failing one is asked no oftener than its rests allow, and when it answers again every message arrives by itself.
 */
@TributaryTest(database = "email_sync", properties = {
  "tributary.unipile.deadline=700ms",
  "tributary.channel.worker.lease=3s",
  "tributary.channel.worker.look-out=50ms",
  "tributary.channel.worker.first-retry=200ms",
  "tributary.channel.calls.at-once=" + ProviderFaultsIT.AT_ONCE,
  "tributary.channel.calls.tries=" + ProviderFaultsIT.TRIES,
  "tributary.channel.calls.first-wait=20ms",
  "tributary.channel.calls.longest-wait=500ms",
  "tributary.channel.calls.patience=2s",
  "tributary.channel.calls.first-rest=200ms",
  "tributary.channel.calls.first-throttled-rest=200ms",
  "tributary.channel.calls.longest-rest=1s"
})
class ProviderFaultsIT {

  static final int AT_ONCE = 2;
  static final int TRIES = 2;

  private static final String FAILING = "failing@own.example";
  private static final String SOUND = "sound@own.example";
  private static final int RECORDS = 6;
  private static final int MANY = 600;
  private static final Instant DAY = Instant.parse("2024-05-01T10:00:00Z");
  private static final Duration LONG = Duration.ofSeconds(60);
  private static final UnipileSimulator SIMULATOR = simulator();

  /** Failures that pass, and the class their job must name. */
  enum Passing {
    THROTTLED(FaultRule.refuse(429, "too_many_requests"), "THROTTLED"),
    THROTTLED_WITH_RETRY_AFTER(FaultRule.refuse(429, "too_many_requests").retryAfter(1), "THROTTLED"),
    PROVIDER_ERROR(FaultRule.refuse(500, "provider_error"), "THROTTLED"),
    TIMEOUT(FaultRule.refuse(504, "request_timeout"), "TRANSIENT"),
    HANG(FaultRule.of(FaultRule.Kind.HANG), "TRANSIENT"),
    SLOW_BODY(FaultRule.of(FaultRule.Kind.SLOW_BODY), "TRANSIENT"),
    MALFORMED(FaultRule.of(FaultRule.Kind.MALFORMED_JSON), "TRANSIENT"),
    TRUNCATED(FaultRule.of(FaultRule.Kind.TRUNCATED_JSON), "TRANSIENT"),
    HTML(FaultRule.of(FaultRule.Kind.HTML), "TRANSIENT"),
    WRONG_KEY(FaultRule.refuse(401, "missing_credentials"), "CALLER_BUG");

    private final FaultRule rule;
    private final String errorClass;

    Passing(FaultRule rule, String errorClass) {
      this.rule = rule;
      this.errorClass = errorClass;
    }
  }

  @Autowired
  private EventPublisher publisher;

  @Autowired
  private Database database;

  @Autowired
  private MeterRegistry metrics;

  @LocalServerPort
  private int port;

  @DynamicPropertySource
  static void provider(DynamicPropertyRegistry properties) {
    properties.add("tributary.unipile.url", () -> SIMULATOR.uri().toString());
  }

  @AfterEach
  void repair() {
    SIMULATOR.faults().clear();
  }

  @ParameterizedTest
  @EnumSource
  void whatPassesDelaysOnlyItsAccountAndLosesNothing(Passing fault) {
    var sync = tenant(fault.name().toLowerCase(Locale.ROOT).replace('_', '-'));
    SIMULATOR.faults().add(onFailing(fault.rule));
    long callsBefore = callsToFailing();

    IntStream.rangeClosed(1, RECORDS).forEach(record -> sync.changed(record, 1, null, address(person(record))));

    await("the sound mailbox is read meanwhile").atMost(LONG)
        .untilAsserted(() -> assertThat(messages(sync)).containsExactlyInAnyOrderElementsOf(messagesOf(SOUND)));
    await("each job says what it left and why").atMost(LONG).untilAsserted(() -> assertThat(sync.jobs())
        .filteredOn(job -> job.getStatus() == JobStatus.PARTIAL)
        .extracting(job -> job.getRecordId(), job -> job.getErrorClass(), job -> job.getNotBefore() != null)
        .contains(IntStream.rangeClosed(1, RECORDS).mapToObj(it -> Tuple.tuple((long) it, fault.errorClass, true)).toArray(Tuple[]::new)));
    assertThat(sync.status(1).path("jobs").valueStream())
        .anyMatch(job -> job.path("status").asString().equals("PARTIAL")
            && job.path("error_class").asString().equals(fault.errorClass)
            && job.path("not_before").isString());
    await("it was tried again, after rests").atMost(LONG).until(() -> failures(sync) >= 3);
    // What begins before the first rest, and then one call a rest; one may be under way.
    long calls = callsToFailing() - callsBefore;
    assertThat(calls).as("calls to the failing mailbox").isLessThanOrEqualTo(AT_ONCE * TRIES + failures(sync) + 1L);

    SIMULATOR.faults().clear();

    everythingArrivesOnce(sync);
    assertThat(failures(sync)).isZero();
  }

  @Test
  void aDeadAccountIsNotAskedAgainAndConnectingItBringsWhatWasParked() {
    var sync = tenant("dead");
    SIMULATOR.faults().add(onFailing(FaultRule.refuse(401, "disconnected_account")));
    long callsBefore = callsToFailing();

    IntStream.rangeClosed(1, RECORDS).forEach(record -> sync.changed(record, 1, null, address(person(record))));

    await().atMost(LONG).untilAsserted(() -> assertThat(sync.connections())
        .anyMatch(it -> it.getAccount().equals(failing()) && it.getStatus() == ConnectionStatus.RECONNECT_NEEDED));
    await().atMost(LONG).untilAsserted(() -> assertThat(messages(sync)).containsExactlyInAnyOrderElementsOf(messagesOf(SOUND)));
    await().atMost(LONG).untilAsserted(() -> IntStream.rangeClosed(1, RECORDS)
        .forEach(record -> assertThat(sync.status(record).path("state").asString()).isEqualTo("idle")));
    assertThat(sync.jobs()).extracting(job -> job.getErrorClass()).contains("AUTH_DEAD");
    assertThat(callsToFailing() - callsBefore).as("calls of runs that had begun").isBetween(1L, (long) RECORDS);
    sync.changed(RECORDS + 1, 1, null, address("nobody@example.org"));
    await("work for the others is completed").atMost(LONG).untilAsserted(() ->
        assertThat(sync.status(RECORDS + 1).at("/jobs/0/status").asString()).isEqualTo("COMPLETED"));
    assertThat(callsToFailing() - callsBefore).isLessThanOrEqualTo(RECORDS);

    SIMULATOR.faults().clear();
    sync.connect(failing());
    // The records' syncs wait for the end of their cooldown.
    database.runAsWorker(db -> db.execute("update sync_state set not_before = '1970-01-01 00:00Z' where tenant = ?", sync.tenant()));

    // The other mailbox is read again as far as its walks overlap.
    var all = new ArrayList<>(messagesOf(SOUND));
    all.addAll(messagesOf(FAILING));
    await("every message of every record").atMost(LONG).untilAsserted(() ->
        assertThat(messages(sync).stream().distinct()).containsExactlyInAnyOrderElementsOf(all));
  }

  @Test
  void aListThatDoesNotAdvanceEndsItsWalkAndMovesNothing() {
    var sync = tenant("circle");
    SIMULATOR.faults().add(onFailing(FaultRule.of(FaultRule.Kind.REPEATED_CURSOR)));
    long callsBefore = callsToFailing();

    sync.changed(1, 1, null, address("many@example.org"));

    await().atMost(LONG).until(() -> failures(sync) >= 2);
    assertThat(callsToFailing() - callsBefore).as("calls: a few attempts, none that goes on in the circle").isLessThan(30);
    assertThat(sync.jobs())
        .anySatisfy(job -> {
          assertThat(job.getStatus()).isEqualTo(JobStatus.PARTIAL);
          assertThat(job.getErrorClass()).isEqualTo("CALLER_BUG");
          assertThat(job.getError()).contains("does not advance");
        });
    int read = database.asWorker(db ->
        db.fetch("select 1 from progress where tenant = ? and account = ?", sync.tenant(), failing()).size());
    assertThat(read).as("how far the mailbox counts as read").isZero();

    SIMULATOR.faults().clear();

    await().atMost(LONG).untilAsserted(() -> assertThat(sync.status(1).at("/jobs/0/status").asString()).isEqualTo("COMPLETED"));
    assertThat(messages(sync).stream().distinct()).hasSize(MANY);
  }

  @Test
  void callsThatFailNowAndThenLoseNothing() {
    var sync = tenant("sometimes");
    SIMULATOR.faults().add(onFailing(FaultRule.refuse(500, "provider_error")).share(0.3, 1));
    SIMULATOR.faults().add(onFailing(FaultRule.of(FaultRule.Kind.TRUNCATED_JSON)).share(0.3, 2));
    SIMULATOR.faults().add(onFailing(FaultRule.of(FaultRule.Kind.MALFORMED_JSON)).share(0.3, 3));

    IntStream.rangeClosed(1, RECORDS).forEach(record -> sync.changed(record, 1, null, address(person(record))));

    everythingArrivesOnce(sync);
    assertThat(metrics.get(SyncMetric.CALLS).tag("outcome", "answered").timer().count()).isPositive();
    assertThat(metrics.get(SyncMetric.RUNS).tag("outcome", "completed").timer().count()).isPositive();
  }

  @Test
  void aWaitThatTheProviderAsksForIsKept() {
    var sync = tenant("patient");
    int before = SIMULATOR.log().size();
    SIMULATOR.faults().add(onFailing(FaultRule.refuse(429, "too_many_requests").retryAfter(2).times(2)));

    sync.changed(1, 1, null, address(person(1)));

    await().atMost(LONG).untilAsserted(() -> assertThat(messages(sync)).hasSize(4));
    var times = SIMULATOR.log().stream().skip(before).filter(ProviderFaultsIT::isToFailing).map(it -> Instant.parse(it.at())).toList();
    assertThat(times).hasSize(3);
    assertThat(Duration.between(times.get(0), times.get(1))).isGreaterThanOrEqualTo(Duration.ofSeconds(2));
    assertThat(Duration.between(times.get(1), times.get(2))).isGreaterThanOrEqualTo(Duration.ofSeconds(2));
  }

  /** Both mailboxes are connected. */
  private RunningService tenant(String name) {
    var sync = new RunningService(Channel.EMAIL, name, publisher, port);
    sync.connect(failing());
    sync.connect(SIMULATOR.accountOf(SOUND));
    return sync;
  }

  private void everythingArrivesOnce(RunningService sync) {
    var all = new ArrayList<>(messagesOf(SOUND));
    all.addAll(messagesOf(FAILING));
    await("every message of every record").atMost(LONG)
        .untilAsserted(() -> assertThat(messages(sync)).containsExactlyInAnyOrderElementsOf(all));
    await("every job ends by itself").atMost(LONG).untilAsserted(() -> IntStream.rangeClosed(1, RECORDS).forEach(record -> {
      assertThat(sync.status(record).path("state").asString()).isEqualTo("idle");
      assertThat(sync.status(record).at("/jobs/0/status").asString()).isEqualTo("COMPLETED");
    }));
    assertThat(messages(sync)).containsExactlyInAnyOrderElementsOf(all);
  }

  private int failures(RunningService sync) {
    return database.asWorker(db -> db.resultQuery(
            "select failures from connections where tenant = ? and account = ?", sync.tenant(), failing())
        .fetchSingle(0, Integer.class));
  }

  private static long callsToFailing() {
    return SIMULATOR.log().stream().filter(ProviderFaultsIT::isToFailing).count();
  }

  private static boolean isToFailing(LoggedCall call) {
    return call.path().equals("/api/v1/emails") && failing().equals(call.account());
  }

  private static FaultRule onFailing(FaultRule rule) {
    return rule.account(failing()).path("/api/v1/emails");
  }

  private static String failing() {
    return SIMULATOR.accountOf(FAILING);
  }

  private static Identifier address(String written) {
    return EmailAddresses.identify(written).found().orElseThrow();
  }

  private static String person(int record) {
    return "p" + record + "@example.org";
  }

  /** Account and id of every message that was published, as often as it was. */
  private static List<Tuple> messages(RunningService sync) {
    return sync.communications().stream().map(ProviderFaultsIT::message).toList();
  }

  private static Tuple message(CommunicationObserved event) {
    return Tuple.tuple(event.getCopy().getAccount(), event.getExternalId());
  }

  private static List<Tuple> messagesOf(String owner) {
    return IntStream.rangeClosed(1, RECORDS)
        .boxed()
        .flatMap(record -> IntStream.range(0, 2).mapToObj(i -> Tuple.tuple(SIMULATOR.accountOf(owner), idOf(owner, record, i))))
        .toList();
  }

  private static String idOf(String owner, int record, int i) {
    return "r" + record + "-" + i + "-" + owner;
  }

  private static UnipileSimulator simulator() {
    try {
      var folder = new MailboxFolder(Files.createTempDirectory("mailboxes-"));
      for (var owner : List.of(FAILING, SOUND)) {
        for (int record = 1; record <= RECORDS; record++) {
          for (int i = 0; i < 2; i++) {
            folder.mail(owner, idOf(owner, record, i), DAY.plusSeconds(60L * i), person(record), owner);
          }
        }
      }
      for (int i = 0; i < MANY; i++) {
        folder.mail(FAILING, "many-" + i + "@example.org", DAY.plusSeconds(60L * i), "many@example.org", FAILING);
      }
      return UnipileSimulator.start(UnipileOptions.over(folder.root()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
