package io.tributary.records.capture;

import static io.tributary.events.Channel.EMAIL;
import static io.tributary.records.capture.Captured.asSuperuser;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tributary.events.ChangeReason;
import io.tributary.local.TestStack;
import io.tributary.records.capture.Captured.Reconciled;
import io.tributary.records.reconcile.ReconcileReason;
import io.tributary.service.database.Database;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.jooq.impl.DSL;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.beans.factory.annotation.Autowired;

/** What passes the capture by is noticed, and exactly that is published again. */
@CaptureTest
class SlotIT {

  @Autowired RunCapture capture;
  @Autowired Captured captured;
  @Autowired Database database;
  private People people;
  private List<Long> passedBy;
  private long same;
  private long reconciliationsBefore;

  @BeforeEach
  void somePeople() {
    captured.awaitReady();
    people = new People(database);
    passedBy = Stream.of("ed", "brad", "zane").map(name -> people.add(name + "@tanous.net", "")).toList();
    same = people.add("same@tanous.net", "");
    captured.awaitPublished();
    captured.awaitReconciled();
    reconciliationsBefore = captured.latestReconciliation();
  }

  @AfterEach
  void capturing() {
    asSuperuser("alter role records_cdc login");
    if (!capture.isRunning()) {
      capture.start();
    }
  }

  /** Lost WAL takes the server half a minute to notice; at the start it is found in the same way. */
  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "WITHOUT_WAL")
  void aSlotLostWhileTheServiceRunsIsNoticedAndWhatItMissedIsPublished(LossOfSlot loss) {
    var before = captured.epochOf(same);
    asSuperuser(
        "alter role records_cdc nologin",
        "select pg_terminate_backend(active_pid) from pg_replication_slots where slot_name = 'tributary_records' and active");
    awaitNobodyReads();

    loss.lose(this::change);
    asSuperuser("alter role records_cdc login");

    awaitEpochAfter(before);
    assertExactlyWhatPassedByIsPublished();
  }

  @ParameterizedTest
  @EnumSource
  void aSlotLostWhileTheServiceIsDownIsNoticedAtItsStart(LossOfSlot loss) {
    var before = captured.epochOf(same);
    capture.stop();
    awaitNobodyReads();

    loss.lose(this::change);
    capture.start();

    awaitEpochAfter(before);
    assertExactlyWhatPassedByIsPublished();
  }

  @Test
  void aTableThatLeavesThePublicationStopsTheCaptureUntilItIsBack() {
    asSuperuser("alter publication tributary_records drop table records");
    captured.awaitNotReady();
    await().untilAsserted(() -> assertThat(capture.state()).isInstanceOf(CaptureState.Misconfigured.class));

    change();
    asSuperuser("alter publication tributary_records add table records");

    captured.awaitReady();
    captured.awaitReconciled();
    assertThat(captured.reconciledSince(reconciliationsBefore, ReconcileReason.DOUBT)).isEqualTo(new Reconciled(passedBy.size(), 0));
    assertThat(passedBy).allSatisfy(id -> assertThat(captured.streams().held(EMAIL, id)).containsExactly("moved%d@tanous.net".formatted(id)));
  }

  @Test
  void aSlotThatMovesAsItShouldIsNeverTakenForALostOne() {
    var before = captured.epochOf(same);

    for (var restart = 0; restart < 3; restart++) {
      change();
      capture.stop();
      capture.start();
      captured.awaitReady();
    }

    captured.awaitPublished();
    people.set(same, "work_email", "same@google.com");
    captured.awaitPublished();
    assertThat(captured.epochOf(same)).isEqualTo(before);
    assertThat(captured.reconcile()).isEqualTo(Reconciled.NOTHING);
  }

  private void change() {
    passedBy.forEach(id -> people.set(id, "work_email", "moved%d@tanous.net".formatted(id)));
  }

  private void assertExactlyWhatPassedByIsPublished() {
    assertThat(captured.reconciledSince(reconciliationsBefore, ReconcileReason.SLOT_LOST)).isEqualTo(new Reconciled(passedBy.size(), 0));
    assertThat(passedBy).allSatisfy(id -> {
      assertThat(captured.streams().held(EMAIL, id)).containsExactly("moved%d@tanous.net".formatted(id));
      assertThat(captured.streams().changes(EMAIL, id).getLast().orElseThrow().getReason()).isEqualTo(ChangeReason.RECONCILED);
    });
    assertThat(captured.streams().changes(EMAIL, same)).hasSize(1);
    assertThat(captured.reconcile()).isEqualTo(Reconciled.NOTHING);
  }

  private void awaitEpochAfter(long before) {
    await().atMost(Duration.ofSeconds(60)).until(
        () -> database.asWorker(sql -> sql.fetchOptional("select from cdc_source where slot_ready and epoch > ?", before)).isPresent());
    captured.awaitReady();
    captured.awaitReconciled();
  }

  private static void awaitNobodyReads() {
    try (var sql = DSL.using(TestStack.shared().jdbcUrl("records"), "postgres", "postgres")) {
      await().atMost(Duration.ofSeconds(60)).until(() -> !sql.fetchExists(
          DSL.select().from("pg_replication_slots").where("slot_name = 'tributary_records' and active")));
    }
  }
}
