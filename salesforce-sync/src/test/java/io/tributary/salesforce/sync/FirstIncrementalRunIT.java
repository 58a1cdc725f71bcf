package io.tributary.salesforce.sync;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.salesforce.Sync;
import io.tributary.salesforce.SyncTest;
import io.tributary.salesforce.runs.RunKind;
import io.tributary.simulators.salesforce.org.OrgSize;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@SyncTest
class FirstIncrementalRunIT {

  @Test
  void withoutAFullRunBeforeItIsAFullOne(@Autowired Sync.Parts parts) {
    try (var sync = Sync.with(OrgSize.of(60, 20), parts)) {
      var run = sync.incremental();

      assertThat(run.kind()).isEqualTo(RunKind.FULL);
      assertThat(run.notices()).anySatisfy(notice -> assertThat(notice).contains("no full run has ended yet"));
      assertThat(sync.count("contacts")).isEqualTo(20);
    }
  }
}
