package io.tributary.channels.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Registrations are compared, and those of an access that was are removed, by one worker in the cluster at a time. */
class KeptRegistrationRowsIT {

  private static final String ADDRESS = "https://tributary.example";
  private static final Duration EVERY = Duration.ofHours(1);

  private final LiveFixture live = new LiveFixture("box-1", "box-2");
  private final RegistrationRows registrations = new RegistrationRows(live.database);
  private final ComparisonRows comparisons = new ComparisonRows(live.database);
  private final FormerRows formers = new FormerRows(live.database);

  @BeforeEach
  void bothAreRegistered() {
    live.database.runAsWorker(db -> List.of("webhook_registrations", "former_registrations").forEach(it -> db.execute("delete from " + it)));
    for (int i = 0; i < 2; i++) {
      var begun = registrations.begin(registrations.claim(ADDRESS).orElseThrow(), Secret.random()).orElseThrow();
      assertThat(registrations.registered(begun, ADDRESS, List.of("w1", "w2"), EVERY)).isTrue();
    }
  }

  @Test
  void aTenantsAccountsAreComparedTogetherAndByOneWorker() {
    assertThat(comparisons.claim(ADDRESS, EVERY)).as("just registered").isEmpty();
    comparisonsAreDue();

    var due = comparisons.claim(ADDRESS, EVERY).orElseThrow();

    assertThat(due.remembered().values()).extracting(Comparison.Remembered::account).containsExactlyInAnyOrder("box-1", "box-2");
    assertThat(due.remembered().values()).allSatisfy(it -> assertThat(it.webhooks()).containsExactly("w1", "w2"));
    assertThat(comparisons.claim(ADDRESS, EVERY)).isEmpty();
    assertThat(registrations.claim(ADDRESS)).as("nor registered meanwhile").isEmpty();

    assertThat(comparisons.end(due, List.of("box-2"), EVERY)).isEqualTo(1);
    assertThat(registrations.claim(ADDRESS).orElseThrow().account().account()).isEqualTo("box-2");
    assertThat(registrations.claim(ADDRESS)).isEmpty();
  }

  @Test
  void aComparisonThatTookTooLongChangesNothing() {
    comparisonsAreDue();
    var late = comparisons.claim(ADDRESS, EVERY).orElseThrow();
    live.database.runAsWorker(db -> db.execute("update webhook_registrations set due_at = due_at - interval '1 hour'"));
    comparisons.claim(ADDRESS, EVERY).orElseThrow();

    assertThat(comparisons.end(late, List.of("box-1", "box-2"), EVERY)).isZero();

    assertThat(live.number("select count(url) from webhook_registrations")).isEqualTo(2);
  }

  @Test
  void whatWasRegisteredWithAnotherAccessIsRemovedByOneWorkerWhileTheAccountsAreRegisteredAnew() {
    live.database.runAsWorker(db -> db.execute("update webhook_registrations set access = '\\x01'"));
    formers.part(formers.changed().orElseThrow());

    assertThat(formers.changed()).isEmpty();
    var former = formers.claim().orElseThrow();
    assertThat(former.access()).containsExactly(1);
    assertThat(former.endpoints()).hasSize(2);
    assertThat(formers.claim()).isEmpty();
    assertThat(registrations.claim(ADDRESS)).isPresent();
    assertThat(live.number("select count(*) from webhook_endpoints")).isZero();

    assertThat(formers.later(former)).isEqualTo(Duration.ofSeconds(30));
    assertThat(formers.claim()).isEmpty();
    assertThat(formers.leave(former)).isEqualTo(2);
  }

  private void comparisonsAreDue() {
    live.database.runAsWorker(db -> db.execute("update webhook_registrations set compare_at = '1970-01-01 00:00Z'"));
  }
}
