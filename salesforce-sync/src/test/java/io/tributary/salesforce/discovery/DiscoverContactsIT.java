package io.tributary.salesforce.discovery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tributary.salesforce.Sync;
import io.tributary.salesforce.SyncTest;
import io.tributary.salesforce.failure.SalesforceFailed;
import io.tributary.salesforce.runs.RunKind;
import io.tributary.salesforce.runs.RunProgress;
import io.tributary.salesforce.runs.Via;
import io.tributary.simulators.salesforce.org.OrgSize;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@SyncTest
class DiscoverContactsIT {

  private static final DiscoverySettings USUAL = new DiscoverySettings(false, false, Duration.ofMinutes(10));
  private static final DiscoverySettings GROUPED = new DiscoverySettings(true, false, Duration.ofMinutes(10));
  private static final DiscoverySettings WITH_EVENTS = new DiscoverySettings(false, true, Duration.ofMinutes(10));

  @Autowired private Sync.Parts parts;

  @Test
  void pagesByKeyFindTheSameContactsAsPagesOfRelationsWithFewerCalls() {
    var size = new OrgSize(9000, 4100, 20_000, 500, 0, 0, 0, 0, 0);
    try (var one = Sync.with(size, parts); var other = Sync.with(size, parts)) {
      discover(one, USUAL);
      discover(other, GROUPED);

      assertThat(targets(other)).isEqualTo(4100).isEqualTo(targets(one));
      assertThat(relations(other)).isEqualTo(20_000).isEqualTo(relations(one));
      assertThat(one.calls("query") + one.calls("query.more")).isEqualTo(10);
      assertThat(other.calls("query")).isEqualTo(3);
    }
  }

  @Test
  void peopleOfMeetingsCountToo() {
    try (var sync = Sync.with(new OrgSize(300, 50, 50, 0, 100, 200, 0, 0, 0), parts)) {
      discover(sync, WITH_EVENTS);

      assertThat(targets(sync)).isGreaterThan(50).isLessThanOrEqualTo(150);
      assertThat(relations(sync)).isEqualTo(250);
    }
  }

  @Test
  void whereSharedActivitiesIsOffPeopleOfMeetingsAreNotFoundAndThatIsSaid() {
    try (var sync = Sync.with(OrgSize.of(300, 100), parts)) {
      sync.salesforce().behave(usual -> usual.withSharedActivities(false));

      discover(sync, WITH_EVENTS);

      assertThat(targets(sync)).isPositive();
      assertThat(sync.value("select notices::text from runs where tenant = ?", String.class))
          .contains("TASKS instead").contains("contacts with events alone are not found");
    }
  }

  @Test
  void aUserWhoMayNotReadAllActivitiesIsToldWhichPermissionIsMissing() {
    try (var sync = Sync.with(OrgSize.of(300, 100), parts)) {
      sync.salesforce().behave(usual -> usual.withViewAllData(false));

      assertThatThrownBy(() -> discover(sync, USUAL)).isInstanceOf(SalesforceFailed.class).hasMessageContaining("View All Data");
    }
  }

  private void discover(Sync sync, DiscoverySettings settings) {
    var run = parts.runs().take(sync.request(RunKind.FULL, null, Via.AUTO), true).orElseThrow();
    var org = parts.clients().open(parts.connections().of(sync.tenant()), 0);
    new DiscoverContacts(new Targets(parts.database()), parts.runs(), settings).discover(run, org, new RunProgress());
  }

  private static long targets(Sync sync) {
    return sync.value("select count(distinct id) from run_lists, unnest(salesforce_ids) as id where tenant = ?", Long.class);
  }

  private static long relations(Sync sync) {
    return sync.value("select coalesce(sum(rows), 0) from run_sources where tenant = ?", Long.class);
  }
}
