package io.tributary.salesforce.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tributary.events.Topics;
import io.tributary.salesforce.Sync;
import io.tributary.salesforce.SyncTest;
import io.tributary.salesforce.runs.RunStatus;
import io.tributary.salesforce.runs.Via;
import io.tributary.service.testing.EventReader;
import io.tributary.simulators.salesforce.org.OrgSize;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.beans.factory.annotation.Autowired;

@SyncTest
class FullRunIT {

  private static final OrgSize PUBLISHED = new OrgSize(3000, 817, 2392, 108, 204, 408, 0, 0, 0);

  @Autowired private Sync.Parts parts;

  @ParameterizedTest
  @EnumSource(value = Via.class, names = {"BULK", "COLLECTIONS"})
  void theContactsWithTasksAreStoredAndToldOf(Via via) {
    try (var sync = Sync.with(PUBLISHED, parts)) {
      var run = sync.full(via);

      assertThat(run.error()).isNull();
      assertThat(run.status()).isEqualTo(RunStatus.SUCCESS);
      assertThat(run.result().counts().relations()).isEqualTo(2392);
      assertThat(run.result().counts().discovered()).isEqualTo(817);
      assertThat(run.result().counts().added()).isEqualTo(817);
      assertThat(run.result().proof().complete()).isTrue();
      assertThat(sync.count("contacts")).isEqualTo(817);
      await().untilAsserted(() -> assertThat(EventReader.all(Topics.RECORD_UPSERTS).stream()
          .filter(event -> event.value().getTenant().equals(sync.tenant()))).hasSize(817));
    }
  }
}
