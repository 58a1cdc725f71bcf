package io.tributary.records.capture;

import static io.tributary.events.Channel.EMAIL;
import static io.tributary.events.Channel.LINKEDIN;
import static io.tributary.events.Channel.WHATSAPP;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tributary.events.ChangeReason;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.tributary.local.TestStack;
import io.tributary.records.reconcile.Heartbeat;
import io.tributary.records.reconcile.ReconcileReason;
import io.tributary.records.reconcile.ReconciliationRequests;
import io.tributary.records.reconcile.RunReconciliations;
import io.tributary.records.rules.RulesStore;
import io.tributary.service.database.Database;
import io.tributary.service.kafka.EventPublisher;
import io.tributary.service.registry.AvroValues;
import java.sql.DriverManager;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.health.contributor.Status;

@CaptureTest
class CaptureIT {

  private static final Duration SOON = Duration.ofSeconds(30);

  @Autowired RunCapture capture;
  @Autowired CaptureHealth health;
  @Autowired Database database;
  @Autowired ReconciliationRequests reconciliations;
  @Autowired RunReconciliations runReconciliations;
  @Autowired CaptureSettings settings;
  private Streams streams;
  private People people;

  @BeforeEach
  void aPipelineOfPeople(@Autowired AvroValues values) {
    streams = new Streams(TestStack.shared().bootstrapServers(), values);
    awaitReady();
    people = new People(database);
    awaitPublished();
    awaitReconciled();
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
    await().atMost(SOON).untilAsserted(() -> assertThat(streams.held(WHATSAPP, ed)).containsExactly("+442079460018"));

    people.set(ed, "work_email", "ed@google.com");
    people.set(ed, "hobby", "boats");
    awaitPublished();

    assertThat(streams.changes(EMAIL, ed)).extracting(event -> event.orElseThrow().getReason())
        .containsExactly(ChangeReason.CREATED, ChangeReason.UPDATED);
    assertThat(streams.held(EMAIL, ed)).containsExactly("ed@google.com");
    assertThat(streams.changes(WHATSAPP, ed)).hasSize(1);
    assertThat(streams.changes(LINKEDIN, ed)).isEmpty();
    assertThat(streams.states(ed)).hasSize(2);
  }

  @Test
  void aDeletedRecordsLastEventIsFollowedByANull() {
    var ed = people.add("ed@tanous.net", "020 7946 0018");

    people.delete(ed);
    awaitPublished();

    assertThat(streams.states(ed)).hasSize(3).last().satisfies(last -> assertThat(last).isEmpty());
    assertThat(streams.states(ed).get(1)).hasValueSatisfying(state -> assertThat(state.getDeleted()).isTrue());
    assertThat(streams.changes(EMAIL, ed)).hasSize(3).last().satisfies(last -> assertThat(last).isEmpty());
    assertThat(streams.changes(LINKEDIN, ed)).hasSize(1).last().satisfies(last -> assertThat(last).isEmpty());
  }

  @Test
  void aLargeRowThatIsStoredApartKeepsItsIdentifiers() {
    var notes = "0123456789abcdef".repeat(64_000 / 16);
    var large = people.add("{\"work_email\": \"ed@tanous.net\", \"notes\": \"%s%d\"}".formatted(notes, System.nanoTime()));

    database.runAsWorker(sql -> sql.execute("update records set reconcile_seq = reconcile_seq + 1 where id = ?", large));
    people.set(large, "phone_number", "020 7946 0018");
    awaitPublished();

    assertThat(streams.held(EMAIL, large)).containsExactly("ed@tanous.net");
    assertThat(streams.held(WHATSAPP, large)).containsExactly("+442079460018");
  }

  @Test
  void aRestartLosesNoRowOfTransactionsThatWereOpenAcrossIt() throws Exception {
    var records = new ArrayList<Long>();
    for (int i = 0; i < 12; i++) {
      records.add(people.add("person%d@tanous.net".formatted(i), ""));
    }
    awaitPublished();
    try (var open = DriverManager.getConnection(TestStack.shared().jdbcUrl("records"), "postgres", "postgres")) {
      open.setAutoCommit(false);
      var sql = DSL.using(open);
      records.subList(0, 6).forEach(id -> move(sql, id));
      people.set(records.get(11), "work_email", "other@tanous.net");
      awaitPublished();
      capture.stop();
      records.subList(6, 10).forEach(id -> move(sql, id));
      people.set(records.get(10), "work_email", "other@tanous.net");
      open.commit();
    }

    capture.start();
    awaitPublished();

    assertThat(records.subList(0, 10)).allSatisfy(id -> assertThat(streams.held(EMAIL, id)).containsExactly("moved%d@tanous.net".formatted(id)));
    assertThat(records.subList(10, 12)).allSatisfy(id -> assertThat(streams.held(EMAIL, id)).containsExactly("other@tanous.net"));
  }

  private static void move(DSLContext sql, long id) {
    sql.execute("update records set data = data || jsonb_build_object('work_email', ?::text) where id = ?", "moved%d@tanous.net".formatted(id), id);
  }

  @Test
  void aConnectionThatIsCutIsMadeAgain() {
    var ed = people.add("ed@tanous.net", "");
    awaitPublished();

    asSuperuser("select pg_terminate_backend(active_pid) from pg_replication_slots where slot_name = 'tributary_records'");
    people.set(ed, "work_email", "ed@google.com");
    awaitPublished();

    assertThat(streams.held(EMAIL, ed)).containsExactly("ed@google.com");
    awaitReady();
  }

  @Test
  void aSecondReplicaStandsByUntilTheFirstIsGone(@Autowired RulesStore rules, @Autowired EventPublisher publisher) {
    var ed = people.add("ed@tanous.net", "");
    var second = new CaptureConfiguration().runCapture(
        settings, TestStack.shared().jdbcUrl("records"), database, rules, new Heartbeat(database), reconciliations,
        runReconciliations, publisher, new SimpleMeterRegistry());
    second.start();
    try {
      await().atMost(SOON).until(() -> second.state() instanceof CaptureState.StandingBy);

      capture.stop();
      people.set(ed, "work_email", "ed@google.com");

      await().atMost(SOON).until(() -> second.state() instanceof CaptureState.Capturing);
      awaitPublished();
      assertThat(streams.held(EMAIL, ed)).containsExactly("ed@google.com");
    } finally {
      second.stop();
    }
  }

  @Test
  void aRowThatCannotBeReadIsLeftOutAndStopsNobody() {
    var odd = people.add("odd@tanous.net", "");
    asSuperuser("update records set reconcile_seq = reconcile_seq + 1, reconcile_reason = 'NO SUCH REASON' where id = " + odd);
    var ed = people.add("ed@tanous.net", "");
    awaitPublished();

    assertThat(streams.held(EMAIL, ed)).containsExactly("ed@tanous.net");
    assertThat(database.<Integer>asWorker(sql -> sql.fetchCount(DSL.table("uncaptured_rows"), DSL.condition("record_id = ?", odd)))).isOne();
  }

  @Test
  void aSlotLostWhileStoppedIsMadeAnewAndWhatItMissedIsPublished() {
    var ed = people.add("ed@tanous.net", "");
    var gone = people.add("gone@tanous.net", "");
    var same = people.add("same@tanous.net", "");
    awaitPublished();
    var before = epochOf(ed);
    capture.stop();
    asSuperuser("select pg_drop_replication_slot('tributary_records')");
    people.set(ed, "work_email", "ed@google.com");
    people.erase(gone);

    capture.start();
    awaitReady();

    assertThat(streams.held(EMAIL, ed)).containsExactly("ed@google.com");
    assertThat(epochOf(ed)).isGreaterThan(before);
    assertThat(streams.changes(EMAIL, ed).getLast()).hasValueSatisfying(last -> assertThat(last.getReason()).isEqualTo(ChangeReason.RECONCILED));
    assertThat(streams.states(gone)).last().satisfies(last -> assertThat(last).isEmpty());
    assertThat(streams.changes(EMAIL, gone)).last().satisfies(last -> assertThat(last).isEmpty());
    assertThat(streams.changes(EMAIL, same)).hasSize(1);
  }

  @Test
  void changedRulesArePublishedWhereTheyMakeADifference() {
    var ed = people.add("ed@tanous.net", "020 7946 0018");
    var withoutPhone = people.add("brad@tanous.net", "");
    awaitPublished();

    people.identifyBy(People.BY_EMAIL);

    awaitPublished();
    awaitReconciled();
    assertThat(streams.held(WHATSAPP, ed)).isEmpty();
    assertThat(streams.changes(WHATSAPP, ed).getLast())
        .hasValueSatisfying(last -> assertThat(last.getReason()).isEqualTo(ChangeReason.RULES_CHANGED));
    assertThat(streams.held(EMAIL, ed)).containsExactly("ed@tanous.net");
    assertThat(streams.states(withoutPhone)).hasSize(1);
  }

  @Test
  void aRenamedPipelineIsPublishedWithItsRecordsInALaterPosition() {
    var ed = people.add("ed@tanous.net", "");
    awaitPublished();

    people.renamePipeline("customers-" + System.nanoTime());

    awaitPublished();
    awaitReconciled();
    var states = streams.states(ed).stream().map(Optional::orElseThrow).toList();
    assertThat(states).hasSize(2).last().satisfies(last -> assertThat(last.getPipeline()).startsWith("customers-"));
    assertThat(states.getLast().getPosition().getRulesVersion()).isGreaterThan(states.getFirst().getPosition().getRulesVersion());
    assertThat(streams.changes(EMAIL, ed)).hasSize(2);
  }

  @Test
  void aHealthySystemNeedsNoRepairs() {
    people.add("ed@tanous.net", "020 7946 0018");
    people.delete(people.add("brad@tanous.net", ""));
    awaitPublished();

    var id = reconciliations.everything(ReconcileReason.MANUAL);
    awaitReconciled();

    assertThat(result(id)).containsExactly(0L, 0L);
  }

  @Test
  void whatTheTopicsLostIsRepaired() throws Exception {
    var ed = people.add("ed@tanous.net", "020 7946 0018");
    awaitPublished();
    streams.forget(EMAIL, ed);

    var id = reconciliations.everything(ReconcileReason.MANUAL);
    awaitReconciled();

    assertThat(result(id)).containsExactly(1L, 1L);
    assertThat(streams.held(EMAIL, ed)).containsExactly("ed@tanous.net");
  }

  @Test
  void anotherReplicaIdentityStopsTheCaptureUntilItIsSetRight() {
    var ed = people.add("ed@tanous.net", "020 7946 0018");
    var gone = people.add("gone@tanous.net", "");
    people.set(gone, "work_email", "gone@google.com");
    awaitPublished();
    asSuperuser("alter table records replica identity default");
    await().atMost(SOON).until(() -> health.health().getStatus().equals(Status.OUT_OF_SERVICE));

    people.set(ed, "phone_number", "");
    people.erase(gone);
    asSuperuser("alter table records replica identity full");
    awaitReady();

    assertThat(streams.held(WHATSAPP, ed)).isEmpty();
    var states = streams.states(gone);
    assertThat(states).last().satisfies(last -> assertThat(last).isEmpty());
    assertThat(states.get(states.size() - 2)).hasValueSatisfying(state -> {
      assertThat(state.getDeleted()).isTrue();
      assertThat(state.getPosition().getRecordVersion()).isGreaterThan(2);
    });
  }

  private void awaitReady() {
    await().atMost(Duration.ofSeconds(60)).until(() -> health.health().getStatus().equals(Status.UP));
  }

  private void awaitReconciled() {
    await().atMost(SOON).until(() -> database.asWorker(sql -> sql.fetchCount(DSL.table("reconciliations"), DSL.condition("finished_at is null"))) == 0);
  }

  /** Everything committed until now is on the topics. */
  private void awaitPublished() {
    var now = database.asWorker(sql -> sql.fetchSingle("select pg_current_wal_insert_lsn()::text").get(0, String.class));
    await().atMost(SOON).until(() -> database.asWorker(sql -> sql
        .fetchOptional("select confirmed_flush_lsn >= ?::pg_lsn from pg_replication_slots where slot_name = 'tributary_records'", now)
        .map(row -> row.get(0, Boolean.class)).orElse(false)));
  }

  private long epochOf(long record) {
    return streams.states(record).getLast().orElseThrow().getPosition().getEpoch();
  }

  private List<Long> result(long reconciliation) {
    return database.asWorker(sql -> sql
        .fetchSingle("select touched, repairs from reconciliations where id = ?", reconciliation)
        .map(row -> List.of(row.get(0, Long.class), row.get(1, Long.class))));
  }

  private static void asSuperuser(String statement) {
    try (var sql = DSL.using(TestStack.shared().jdbcUrl("records"), "postgres", "postgres")) {
      sql.execute(statement);
    }
  }
}
