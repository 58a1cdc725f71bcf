package io.tributary.salesforce.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tributary.events.Topics;
import io.tributary.salesforce.Sync;
import io.tributary.salesforce.SyncTest;
import io.tributary.salesforce.runs.RunResult;
import io.tributary.salesforce.runs.RunStatus;
import io.tributary.salesforce.runs.RunView;
import io.tributary.salesforce.runs.Via;
import io.tributary.service.testing.EventReader;
import io.tributary.simulators.salesforce.org.OrgSize;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.beans.factory.annotation.Autowired;

@SyncTest
class FullRunIT {

  private static final OrgSize PUBLISHED = OrgSize.published();

  @Autowired private Sync.Parts parts;

  @ParameterizedTest
  @EnumSource(value = Via.class, names = {"BULK", "COLLECTIONS"})
  void theContactsWithTasksAreStoredAndToldOf(Via via) {
    try (var sync = Sync.with(PUBLISHED, parts)) {
      var run = sync.full(via);

      assertThat(run.error()).isNull();
      assertThat(run.status()).isEqualTo(RunStatus.SUCCESS);
      var counts = result(run).counts();
      assertThat(counts.relations()).isEqualTo(2392);
      assertThat(counts.discovered()).isEqualTo(817);
      assertThat(counts.added()).isEqualTo(817);
      assertThat(counts.missing()).isZero();
      assertThat(counts.rejectedValues()).isZero();
      assertThat(sync.count("contacts")).isEqualTo(817);
      assertThat(result(run).tenant().contacts()).isEqualTo(817);
      assertThat(result(run).tenant().physicians() + result(run).tenant().others()).isEqualTo(817);
      await().untilAsserted(() -> assertThat(EventReader.all(Topics.RECORD_UPSERTS).stream()
          .filter(event -> Objects.requireNonNull(event.value()).getTenant().equals(sync.tenant()))).hasSize(817));
      assertThat(EventReader.all(Topics.POLL_RUNS)).extracting(event -> Objects.requireNonNull(event.value()))
          .filteredOn(event -> event.getRunId().equals(run.id().toString())).last()
          .satisfies(event -> assertThat(event.getCounts()).containsEntry("discovered", 817L));
    }
  }

  @Test
  void aRunMakesTheFewestCallsThereCanBe() {
    try (var sync = Sync.with(PUBLISHED, parts)) {
      sync.full(Via.AUTO);

      // 2,392 relations and 108 of leads that are filtered away: two pages. 817 contacts: one call of Collections.
      assertThat(sync.calls("oauth")).isEqualTo(1);
      assertThat(sync.calls("limits")).isEqualTo(1);
      assertThat(sync.calls("describe")).isEqualTo(1);
      assertThat(sync.calls("query")).isEqualTo(1);
      assertThat(sync.calls("query.more")).isEqualTo(1);
      assertThat(sync.calls("collections")).isEqualTo(1);
      assertThat(sync.salesforce().calls().total()).isEqualTo(6);
    }
  }

  @Test
  void bulkMakesOneJobForEightHundredContactsAndReadsItOnce() {
    try (var sync = Sync.with(PUBLISHED, parts)) {
      var run = sync.full(Via.BULK);

      assertThat(result(run).counts().jobs()).isEqualTo(2);
      assertThat(sync.calls("bulk.create")).isEqualTo(2);
      assertThat(sync.calls("bulk.results")).isEqualTo(2);
      assertThat(sync.calls("collections")).isZero();
    }
  }

  @Test
  void theSameAgainChangesNothing() {
    try (var sync = Sync.with(OrgSize.of(300, 100), parts)) {
      sync.full();
      await().until(() -> sync.count("record_upserts") == 100
          && sync.value("select count(*) from record_upserts where tenant = ? and version > published_version", Long.class) == 0);
      var before = sync.value("select max(id)::text || max(updated_at)::text || max(created_at)::text from contacts where tenant = ?", String.class);

      var again = sync.full();

      assertThat(result(again).counts().unchanged()).isEqualTo(100);
      assertThat(result(again).counts().added() + result(again).counts().changed()).isZero();
      assertThat(sync.value("select max(id)::text || max(updated_at)::text || max(created_at)::text from contacts where tenant = ?", String.class))
          .isEqualTo(before);
      assertThat(sync.value("select max(version) from record_upserts where tenant = ?", Long.class)).isEqualTo(1);
    }
  }

  @Test
  void moreContactsThanAGroupedQueryCanHoldAreFoundEitherWay() {
    try (var sync = Sync.with(new OrgSize(6000, 2500, 5200, 100, 0, 0, 0, 0, 0), parts)) {
      var run = sync.full(Via.BULK);

      assertThat(result(run).counts().discovered()).isEqualTo(2500);
      assertThat(sync.count("contacts")).isEqualTo(2500);
    }
  }

  @Test
  void whatIsDeletedMergedOrHiddenIsAccountedForByBothWays() {
    for (var via : new Via[] {Via.BULK, Via.COLLECTIONS}) {
      try (var sync = Sync.with(new OrgSize(900, 300, 900, 10, 0, 0, 5, 7, 3), parts)) {
        var run = sync.full(via);

        var counts = result(run).counts();
        assertThat(run.status()).as(result(run).proof().sum()).isEqualTo(RunStatus.SUCCESS);
        assertThat(counts.missing()).as(via + " missing").isEqualTo(3);
        assertThat(counts.discovered() + counts.survivors()).isEqualTo(counts.live() + counts.deleted() + counts.merged() + 3);
      }
    }
  }

  @Test
  void whereSharedActivitiesIsOffTheFirstContactOfEachTaskIsTaken() {
    try (var sync = Sync.with(OrgSize.of(300, 100), parts)) {
      sync.salesforce().behave(usual -> usual.withSharedActivities(false));

      var run = sync.full();

      assertThat(run.status()).isEqualTo(RunStatus.SUCCESS);
      assertThat(run.notices()).anySatisfy(notice -> assertThat(notice).contains("TASKS instead"));
      assertThat(sync.count("contacts")).isPositive();
    }
  }

  private static RunResult result(RunView run) {
    return Objects.requireNonNull(run.result(), () -> "the run has no result: " + run);
  }
}
