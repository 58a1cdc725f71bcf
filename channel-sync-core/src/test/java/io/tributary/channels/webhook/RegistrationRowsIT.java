package io.tributary.channels.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** An account is registered by one worker at a time, and one that was held up for longer than its lease has no say any more. */
class RegistrationRowsIT {

  private static final String ADDRESS = "https://tributary.example";

  private static final Duration EVERY = Duration.ofHours(1);

  private final LiveFixture live = new LiveFixture("box-1", "box-2");
  private final RegistrationRows rows = new RegistrationRows(live.database);

  @BeforeEach
  void nothingIsRegistered() {
    live.database.runAsWorker(db -> db.execute("delete from webhook_registrations"));
  }

  @Test
  void oneAccountIsTakenAtATimeAndByOneWorker() {
    var claims = List.of(rows.claim(ADDRESS).orElseThrow(), rows.claim(ADDRESS).orElseThrow());

    assertThat(claims).extracting(it -> it.account().account()).containsExactlyInAnyOrder("box-1", "box-2");
    assertThat(rows.claim(ADDRESS)).isEmpty();
  }

  @Test
  void whoseAccountAnotherHasTakenChangesNothing() {
    var late = claimed("box-1");
    leasesPass();
    var now = claimed("box-1");

    assertThat(rows.begin(late, Secret.random())).isEmpty();
    var begun = rows.begin(now, Secret.random()).orElseThrow();
    assertThat(registered(late)).isFalse();
    assertThat(rows.removed(new Registration(late.account(), false, begun.endpoint(), null, 1, late.until()))).isFalse();
    assertThat(rows.later(late)).isEmpty();

    assertThat(live.number("select count(*) from webhook_endpoints where account = 'box-1'")).isEqualTo(1);
    assertThat(registered(now)).isTrue();
    assertThat(live.number("select count(*) from webhook_registrations where url is not null and endpoint = '%s'".formatted(begun.endpoint()))).isEqualTo(1);
  }

  @Test
  void whoseLeaseHasPassedChangesNothingThoughNobodyElseHasTheAccount() {
    var claimed = claimed("box-1");
    leasesPass();
    var passed = new Registration(claimed.account(), true, null, null, 1, claimed.until().minusHours(1));

    assertThat(rows.begin(passed, Secret.random())).isEmpty();
    assertThat(registered(passed)).isFalse();
    assertThat(claimed("box-1").attempts()).as("to be taken by anybody").isEqualTo(2);
  }

  @Test
  void whoHasTheAccountRegistersItAndRemovesWhatIsNotWanted() {
    registered(begun(claimed("box-1")));
    registered(begun(claimed("box-2")));
    assertThat(rows.claim(ADDRESS)).isEmpty();
    live.database.runAsWorker(db -> db.execute("update connections set status = 'DISCONNECTED' where account = 'box-1'"));

    var unwanted = rows.claim(ADDRESS).orElseThrow();

    assertThat(unwanted.wanted()).isFalse();
    assertThat(rows.removed(unwanted)).isTrue();
    assertThat(live.number("select count(*) from webhook_registrations")).isEqualTo(1);
    assertThat(live.number("select count(*) from webhook_endpoints")).isEqualTo(1);
  }

  private boolean registered(Registration registration) {
    return rows.registered(registration, ADDRESS, List.of("w1", "w2"), EVERY);
  }

  private Registration begun(Registration claimed) {
    assertThat(rows.begin(claimed, Secret.random())).isPresent();
    return claimed;
  }

  /** The accounts come in their order; others' claims stay. */
  private Registration claimed(String account) {
    var claimed = rows.claim(ADDRESS).orElseThrow();
    assertThat(claimed.account().account()).isEqualTo(account);
    return claimed;
  }

  private void leasesPass() {
    live.database.runAsWorker(db -> db.execute("update webhook_registrations set due_at = due_at - interval '1 hour'"));
  }
}
