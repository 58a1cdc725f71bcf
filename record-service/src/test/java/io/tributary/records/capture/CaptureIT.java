package io.tributary.records.capture;

import static io.tributary.events.Channel.EMAIL;
import static io.tributary.events.Channel.LINKEDIN;
import static io.tributary.events.Channel.WHATSAPP;
import static io.tributary.records.capture.Captured.asSuperuser;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.tributary.events.ChangeReason;
import io.tributary.events.Topics;
import io.tributary.local.TestStack;
import io.tributary.records.reconcile.Heartbeat;
import io.tributary.records.reconcile.ReconciliationRequests;
import io.tributary.records.reconcile.RunReconciliations;
import io.tributary.records.reconcile.UncapturedRows;
import io.tributary.records.rules.RulesStore;
import io.tributary.service.database.Database;
import io.tributary.service.kafka.FencedPublishers;
import io.tributary.service.kafka.NoBroker;
import io.tributary.service.registry.AvroValues;
import io.tributary.service.telemetry.Metric;
import java.sql.DriverManager;
import java.time.Duration;
import java.util.ArrayList;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.health.contributor.Status;

@CaptureTest
class CaptureIT {

  private static final Duration SOON = Duration.ofSeconds(60);

  @Autowired RunCapture capture;
  @Autowired Captured captured;
  @Autowired Database database;
  @Autowired ReconciliationRequests reconciliations;
  @Autowired RunReconciliations runReconciliations;
  @Autowired UncapturedRows uncaptured;
  @Autowired CaptureSettings settings;
  private People people;

  @BeforeEach
  void aPipelineOfPeople() {
    captured.awaitReady();
    people = new People(database);
    captured.awaitPublished();
    captured.awaitReconciled();
  }

  @AfterEach
  void capturing() {
    if (!capture.isRunning()) {
      capture.start();
    }
  }

  @Test
  void aChangedAddressIsToldToEmailAlone() {
    var ed = people.add("ed@tanous.net", "020 7946 0018");
    await().atMost(SOON).untilAsserted(() -> assertThat(captured.streams().held(WHATSAPP, ed)).containsExactly("+442079460018"));

    people.set(ed, "work_email", "ed@google.com");
    people.set(ed, "hobby", "boats");
    captured.awaitPublished();

    assertThat(captured.streams().changes(EMAIL, ed)).extracting(event -> event.orElseThrow().getReason())
        .containsExactly(ChangeReason.CREATED, ChangeReason.UPDATED);
    assertThat(captured.streams().held(EMAIL, ed)).containsExactly("ed@google.com");
    assertThat(captured.streams().changes(WHATSAPP, ed)).hasSize(1);
    assertThat(captured.streams().changes(LINKEDIN, ed)).isEmpty();
    assertThat(captured.streams().states(ed)).hasSize(2);
  }

  @Test
  void aDeletedRecordsLastEventIsFollowedByANull() {
    var ed = people.add("ed@tanous.net", "020 7946 0018");

    people.delete(ed);
    captured.awaitPublished();

    assertThat(captured.streams().states(ed)).hasSize(3).last().satisfies(last -> assertThat(last).isEmpty());
    assertThat(captured.streams().states(ed).get(1)).hasValueSatisfying(state -> assertThat(state.getDeleted()).isTrue());
    assertThat(captured.streams().changes(EMAIL, ed)).hasSize(3).last().satisfies(last -> assertThat(last).isEmpty());
    assertThat(captured.streams().changes(LINKEDIN, ed)).hasSize(1).last().satisfies(last -> assertThat(last).isEmpty());
  }

  @Test
  void aLargeRowThatIsStoredApartKeepsItsIdentifiers() {
    var notes = "0123456789abcdef".repeat(64_000 / 16);
    var large = people.add("{\"work_email\": \"ed@tanous.net\", \"notes\": \"%s%d\"}".formatted(notes, System.nanoTime()));

    database.runAsWorker(sql -> sql.execute("update records set reconcile_seq = reconcile_seq + 1 where id = ?", large));
    people.set(large, "phone_number", "020 7946 0018");
    captured.awaitPublished();

    assertThat(captured.streams().held(EMAIL, large)).containsExactly("ed@tanous.net");
    assertThat(captured.streams().held(WHATSAPP, large)).containsExactly("+442079460018");
  }

  @Test
  void aRestartLosesNoRowOfTransactionsThatWereOpenAcrossIt() throws Exception {
    var records = new ArrayList<Long>();
    for (int i = 0; i < 12; i++) {
      records.add(people.add("person%d@tanous.net".formatted(i), ""));
    }
    captured.awaitPublished();
    try (var open = DriverManager.getConnection(TestStack.shared().jdbcUrl("records"), "postgres", "postgres")) {
      open.setAutoCommit(false);
      var sql = DSL.using(open);
      records.subList(0, 6).forEach(id -> move(sql, id));
      people.set(records.get(11), "work_email", "other@tanous.net");
      captured.awaitPublished();
      capture.stop();
      records.subList(6, 10).forEach(id -> move(sql, id));
      people.set(records.get(10), "work_email", "other@tanous.net");
      open.commit();
    }

    capture.start();
    captured.awaitPublished();

    assertThat(records.subList(0, 10)).allSatisfy(id -> assertThat(captured.streams().held(EMAIL, id)).containsExactly("moved%d@tanous.net".formatted(id)));
    assertThat(records.subList(10, 12)).allSatisfy(id -> assertThat(captured.streams().held(EMAIL, id)).containsExactly("other@tanous.net"));
  }

  private static void move(DSLContext sql, long id) {
    sql.execute("update records set data = data || jsonb_build_object('work_email', ?::text) where id = ?", "moved%d@tanous.net".formatted(id), id);
  }

  @Test
  void aConnectionThatIsCutIsMadeAgain() {
    var ed = people.add("ed@tanous.net", "");
    captured.awaitPublished();

    asSuperuser("select pg_terminate_backend(active_pid) from pg_replication_slots where slot_name = 'tributary_records'");
    people.set(ed, "work_email", "ed@google.com");
    captured.awaitPublished();

    assertThat(captured.streams().held(EMAIL, ed)).containsExactly("ed@google.com");
    captured.awaitReady();
  }

  @Test
  void aSecondReplicaStandsByUntilTheFirstIsGone(@Autowired RulesStore rules, @Autowired FencedPublishers publishers) {
    var ed = people.add("ed@tanous.net", "");
    var second = new CaptureConfiguration().runCapture(
        settings, TestStack.shared().jdbcUrl("records"), database, rules, new Heartbeat(database), reconciliations,
        runReconciliations, uncaptured, publishers, new SimpleMeterRegistry());
    second.start();
    try {
      await().atMost(SOON).until(() -> second.state() instanceof CaptureState.StandingBy);

      capture.stop();
      people.set(ed, "work_email", "ed@google.com");

      await().atMost(SOON).until(() -> second.state() instanceof CaptureState.Capturing);
      captured.awaitPublished();
      assertThat(captured.streams().held(EMAIL, ed)).containsExactly("ed@google.com");
    } finally {
      second.stop();
    }
  }

  @Test
  void aCaptureThatWasShutOutBeginsAgainAndSaysWhatItCouldNot(@Autowired FencedPublishers publishers, @Autowired MeterRegistry metrics) {
    var ed = people.add("ed@tanous.net", "");
    captured.awaitPublished();
    var refused = metrics.counter(Metric.PUBLISH_FAILURES, "topic", Topics.RECORD_STATES.name());
    var before = refused.count();

    publishers.take(CaptureConfiguration.CAPTURE).close();
    people.set(ed, "work_email", "ed@google.com");
    captured.awaitPublished();

    assertThat(refused.count()).isGreaterThan(before);
    assertThat(captured.streams().changes(EMAIL, ed)).hasSize(2);
    assertThat(captured.streams().held(EMAIL, ed)).containsExactly("ed@google.com");
    assertThat(captured.reconcile()).isEqualTo(Captured.Reconciled.NOTHING);
  }

  @Test
  void withoutABrokerTheServiceStaysReadyAndChangesWait(@Autowired RulesStore rules, @Autowired AvroValues values) {
    capture.stop();
    var ed = people.add("ed@tanous.net", "");
    var cutOff = new CaptureConfiguration().runCapture(
        settings, TestStack.shared().jdbcUrl("records"), database, rules, new Heartbeat(database), reconciliations,
        runReconciliations, uncaptured, NoBroker.publishers(values), new SimpleMeterRegistry());
    cutOff.start();
    try {
      await().atMost(SOON).until(() -> cutOff.state() instanceof CaptureState.Unpublished);
      assertThat(new CaptureHealth(cutOff, reconciliations).health().getStatus()).isEqualTo(Status.UP);
    } finally {
      cutOff.stop();
    }

    capture.start();
    captured.awaitPublished();
    assertThat(captured.streams().held(EMAIL, ed)).containsExactly("ed@tanous.net");
  }

  @Test
  void aRowThatCannotBeReadIsLeftOutAndStopsNobody() {
    var odd = people.add("odd@tanous.net", "");
    asSuperuser("update records set reconcile_seq = reconcile_seq + 1, reconcile_reason = 'NO SUCH REASON' where id = " + odd);
    var ed = people.add("ed@tanous.net", "");
    captured.awaitPublished();

    assertThat(captured.streams().held(EMAIL, ed)).containsExactly("ed@tanous.net");
    assertThat(database.<Integer>asWorker(sql -> sql.fetchCount(DSL.table("uncaptured_rows"), DSL.condition("record_id = ?", odd)))).isOne();
  }

  @Test
  void anotherReplicaIdentityStopsTheCaptureUntilItIsSetRight() {
    var ed = people.add("ed@tanous.net", "020 7946 0018");
    var gone = people.add("gone@tanous.net", "");
    people.set(gone, "work_email", "gone@google.com");
    captured.awaitPublished();
    asSuperuser("alter table records replica identity default");
    captured.awaitNotReady();

    people.set(ed, "phone_number", "");
    people.erase(gone);
    asSuperuser("alter table records replica identity full");
    captured.awaitReady();

    assertThat(captured.streams().held(WHATSAPP, ed)).isEmpty();
    var states = captured.streams().states(gone);
    assertThat(states).last().satisfies(last -> assertThat(last).isEmpty());
    assertThat(states.get(states.size() - 2)).hasValueSatisfying(state -> {
      assertThat(state.getDeleted()).isTrue();
      assertThat(state.getPosition().getRecordVersion()).isGreaterThan(2);
    });
  }

  @Test
  void whatIsPurgedAfterItsDeletionIsNotToldAgain() {
    var ed = people.add("ed@tanous.net", "");
    people.delete(ed);
    captured.awaitPublished();
    var told = captured.streams().states(ed).size();

    people.erase(ed);
    captured.awaitPublished();

    assertThat(captured.streams().states(ed)).hasSize(told);
    assertThat(captured.reconcile()).isEqualTo(Captured.Reconciled.NOTHING);
  }
}
