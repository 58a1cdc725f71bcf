package io.tributary.salesforce.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tributary.salesforce.Sync;
import io.tributary.salesforce.SyncTest;
import io.tributary.salesforce.runs.RunKind;
import io.tributary.salesforce.runs.RunResult;
import io.tributary.salesforce.runs.RunStatus;
import io.tributary.salesforce.runs.RunView;
import io.tributary.salesforce.runs.Via;
import io.tributary.simulators.salesforce.org.OrgSize;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@SyncTest
class IncrementalRunIT {

  private Sync sync;

  @BeforeEach
  void allContactsWereRead(@Autowired Sync.Parts parts) {
    sync = Sync.with(new OrgSize(300, 100, 300, 5, 0, 0, 0, 0, 0), parts);
    sync.full();
  }

  @AfterEach
  void end() {
    sync.close();
  }

  @Test
  void aChangedContactIsReadAndTheOthersAreNot() {
    var id = sync.contacts().getFirst();
    sync.salesforce().org().modify(id, Map.of("Email", "new@example.org"), Instant.now());

    var run = sync.incremental();

    assertThat(result(run).counts().changed()).isEqualTo(1);
    assertThat(result(run).counts().retrieved()).isLessThan(100);
    assertThat(sync.contact(id).getEmail()).isEqualTo("new@example.org");
    await().untilAsserted(() -> assertThat(sync.told(id).getData()).contains("new@example.org"));
    assertThat(sync.told(id).getSourceVersion()).isEqualTo(sync.contact(id).getSystemModstamp().toInstant().toEpochMilli() * 1000);
  }

  @Test
  void aContactThatGetsItsFirstTaskIsFoundThoughItsOwnStampIsOld() {
    var before = sync.contacts();
    var idle = sync.salesforce().org().create(Map.of("LastName", "Idle"), Instant.now().minus(Duration.ofDays(400)));
    sync.salesforce().org().addTask(idle, Instant.now());

    sync.incremental();

    assertThat(before).doesNotContain(idle);
    assertThat(sync.contact(idle).getLastName()).isEqualTo("Idle");
  }

  @Test
  void aChangedContactWithoutTasksIsNobodysBusiness() {
    var idle = sync.salesforce().org().create(Map.of("LastName", "Idle"), Instant.now());

    sync.incremental();

    assertThat(sync.contacts()).doesNotContain(idle);
  }

  @Test
  void aDeletedContactBecomesATombstoneAndItsRecordIsDeleted() {
    var id = sync.contacts().getFirst();
    sync.salesforce().org().delete(id, Instant.now());

    var run = sync.incremental();

    assertThat(result(run).counts().deleted()).isEqualTo(1);
    assertThat(sync.contact(id).getIsDeleted()).isTrue();
    await().untilAsserted(() -> assertThat(sync.told(id).getDeleted()).isTrue());
    assertThat(sync.told(id).getMergedInto()).isNull();
  }

  @Test
  void aMergedContactNamesItsSurvivorWhichIsReadEvenIfNobodyAskedForIt() {
    var loser = sync.contacts().getFirst();
    var winner = sync.salesforce().org().create(Map.of("LastName", "Winner"), Instant.now().minus(Duration.ofDays(400)));
    sync.salesforce().org().merge(loser, winner, Instant.now());

    var run = sync.incremental();

    assertThat(run.status()).isEqualTo(RunStatus.SUCCESS);
    assertThat(result(run).counts().merged()).isEqualTo(1);
    assertThat(sync.contact(loser).getMasterRecordId()).isEqualTo(winner);
    assertThat(sync.contact(winner).getIsDeleted()).isFalse();
    await().untilAsserted(() -> assertThat(sync.told(loser).getMergedInto()).isEqualTo(winner));
    assertThat(sync.told(loser).getDeleted()).isTrue();
  }

  @Test
  void aPurgedOrHiddenContactIsMissingAndStays() {
    var purged = sync.contacts().getFirst();
    var hidden = sync.contacts().getLast();
    sync.salesforce().org().purge(purged, Instant.now());
    sync.salesforce().org().hide(hidden, true, Instant.now());

    var run = sync.full();

    assertThat(run.status()).isEqualTo(RunStatus.SUCCESS);
    assertThat(result(run).counts().missing()).isEqualTo(2);
    assertThat(sync.contact(purged).getIsDeleted()).isFalse();
    assertThat(sync.contact(hidden).getIsDeleted()).isFalse();
  }

  @Test
  void anOlderStateNeverTakesThePlaceOfANewerOne() {
    var id = sync.contacts().getFirst();
    sync.salesforce().org().modify(id, Map.of("Email", "new@example.org"), Instant.now());
    sync.incremental();

    sync.salesforce().org().modify(id, Map.of("Email", "stale@example.org"), Instant.now().minus(Duration.ofHours(1)));
    sync.run(RunKind.INCREMENTAL, Duration.ofDays(1), Via.BULK);

    assertThat(sync.contact(id).getEmail()).isEqualTo("new@example.org");
  }

  @Test
  void twoChangesWithinOneStampAreTwoVersions() {
    var id = sync.contacts().getFirst();
    var stamp = Instant.now().truncatedTo(ChronoUnit.MILLIS);
    sync.salesforce().org().modify(id, Map.of("Email", "first@example.org"), stamp);
    sync.incremental();
    await().untilAsserted(() -> assertThat(sync.told(id).getData()).contains("first@example.org"));
    sync.salesforce().org().modify(id, Map.of("Email", "second@example.org"), stamp);

    sync.incremental();

    await().untilAsserted(() -> assertThat(sync.told(id).getData()).contains("second@example.org"));
    assertThat(sync.told(id).getSourceVersion()).isEqualTo(stamp.toEpochMilli() * 1000 + 1);
  }

  @Test
  void anEmptiedFieldIsTakenFromTheRecord() {
    var id = sync.contacts().getFirst();
    var nothing = new HashMap<String, Object>();
    nothing.put("Title", null);
    sync.salesforce().org().modify(id, nothing, Instant.now());

    sync.incremental();

    await().untilAsserted(() -> assertThat(sync.told(id).getData()).contains("\"title\":null"));
  }

  private static RunResult result(RunView run) {
    return Objects.requireNonNull(run.result(), () -> "the run has no result: " + run);
  }
}
