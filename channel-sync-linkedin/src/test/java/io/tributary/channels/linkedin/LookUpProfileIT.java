package io.tributary.channels.linkedin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.tributary.channels.ConnectedAccount;
import io.tributary.channels.NotAsked;
import io.tributary.channels.ProviderFailed;
import io.tributary.channels.ProviderFailure;
import io.tributary.channels.linkedin.profile.ProfileAnswer;
import io.tributary.events.Identifier;
import io.tributary.events.IdentifierKind;
import io.tributary.service.database.Database;
import io.tributary.simulators.chat.LinkedInProfile;
import io.tributary.simulators.server.FaultRule;
import io.tributary.simulators.unipile.Mode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LookUpProfileIT {

  private final LinkedInWorld world = new LinkedInWorld(Mode.LIVE);
  private final Database database = world.database;
  private final ConnectedAccount account = world.connected();

  @BeforeEach
  void start() {
    world.account.know(LinkedInProfile.of("ada", "Ada", "Lovelace").withEmails("Ada@Example.org").withPhones("+33 6 60 03 63 35", "060 036 335"));
  }

  @AfterEach
  void stop() {
    world.close();
  }

  @Test
  void aProfileIsLookedUpOnceForGood() {
    world.lookUps().ask(account, "ada");

    assertThat(world.lookUps().known(account, "ada")).containsInstanceOf(ProfileAnswer.Found.class);
    assertThat(world.lookUps().ask(account, "ada")).isEqualTo(world.lookUps().known(account, "ada").orElseThrow());
    assertThat(world.asked()).isEqualTo(1);
  }

  @Test
  void whatLinkedInEquatesAreAliasesAndWhatThePersonTellsIsEvidence() {
    world.lookUps().ask(account, "ada");

    var profile = ((ProfileAnswer.Found) world.lookUps().known(account, "ada").orElseThrow()).profile();

    var ada = LinkedInProfile.of("ada", "Ada", "Lovelace");
    assertThat(profile.displayName()).isEqualTo("Ada Lovelace");
    assertThat(profile.aliases()).extracting(Identifier::getKind, Identifier::getCanonical).containsExactly(
        Tuple.tuple(IdentifierKind.LINKEDIN_PROVIDER_ID, ada.providerId()),
        Tuple.tuple(IdentifierKind.LINKEDIN_SLUG, "ada"),
        Tuple.tuple(IdentifierKind.LINKEDIN_MEMBER_URN, ada.memberUrn()));
    assertThat(profile.evidence()).as("a number without country code could be anybody's").extracting(Identifier::getKind, Identifier::getCanonical)
        .containsExactly(Tuple.tuple(IdentifierKind.EMAIL, "ada@example.org"), Tuple.tuple(IdentifierKind.PHONE, "+33660036335"));
  }

  @Test
  void anIdOfAnotherProductLeadsToTheSamePersonUnderBothIds() {
    var other = "ACwAAB1qq0kBxyzxyzxyz";
    var ben = LinkedInProfile.of("ben", "Ben", "Two").withOtherIds(other);
    world.account.know(ben);

    var answer = world.lookUps().ask(account, other);

    assertThat(((ProfileAnswer.Found) answer).profile().ids()).containsExactly(ben.providerId(), other);
  }

  @Test
  void whoIsNotThereIsNotAskedForAgainBeforeItsTime() {
    assertThat(world.lookUps().ask(account, "nobody")).isInstanceOf(ProfileAnswer.Nobody.class);
    assertThat(world.lookUps().known(account, "nobody")).containsInstanceOf(ProfileAnswer.Nobody.class);
    assertThat(daysUntilNobodyIsAskedFor()).isCloseTo(30L, within(1L));
    world.account.know(LinkedInProfile.of("nobody", "No", "Body"));
    assertThat(world.lookUps().ask(account, "nobody")).isInstanceOf(ProfileAnswer.Nobody.class);

    database.runAsWorker(db -> db.execute("update linkedin_profiles set ask_again_at = clock_timestamp() where sought = 'nobody'"));

    assertThat(world.lookUps().known(account, "nobody")).isEmpty();
    assertThat(world.lookUps().ask(account, "nobody")).isInstanceOf(ProfileAnswer.Found.class);
    assertThat(world.asked()).isEqualTo(2);
  }

  @Test
  void replicasTogetherStayWithinTheDaysLookUpsAndSayWhenTheNextIsFree() throws Exception {
    var oscar = world.simulator.connect(LinkedInProfile.of("oscar", "Oscar", "Other"));
    world.sync.connected(oscar.id());
    var other = world.connected(oscar);

    var outcomes = atOnce(IntStream.range(0, 4 * LinkedInWorld.PER_DAY).mapToObj(i -> (Callable<Object>) () -> outcomeOf(account, "person-" + i)).toList());

    assertThat(outcomes).filteredOn(ProfileAnswer.class::isInstance).hasSize(LinkedInWorld.PER_DAY);
    assertThat(outcomes).filteredOn(NotAsked.class::isInstance).hasSize(3 * LinkedInWorld.PER_DAY).allSatisfy(outcome -> {
      var notAsked = (NotAsked) outcome;
      assertThat(notAsked.failure()).isEqualTo(ProviderFailure.THROTTLED);
      assertThat(notAsked.mayBeAskedIn()).isBetween(Duration.ofHours(23), Duration.ofHours(24));
      assertThat(notAsked.getMessage()).contains("used up until 20");
    });
    assertThat(world.asked()).as("by the provider's own count").isEqualTo(LinkedInWorld.PER_DAY);
    assertThat(world.lookUps().ask(other, "ada")).as("another account's are its own").isInstanceOf(ProfileAnswer.Found.class);
  }

  @Test
  void eachLookUpIsFreeAgainADayLater() {
    IntStream.range(0, LinkedInWorld.PER_DAY).forEach(i -> world.lookUps().ask(account, "person-" + i));
    assertThatThrownBy(() -> world.lookUps().ask(account, "ada")).isInstanceOf(NotAsked.class);

    database.runAsWorker(db -> db.execute(
        """
        update linkedin_look_ups set made_at = made_at - interval '24 hours'
        where id = (select id from linkedin_look_ups where tenant = ? order by made_at limit 1)
        """,
        account.tenant()));

    assertThat(world.lookUps().ask(account, "ada")).isInstanceOf(ProfileAnswer.Found.class);
    assertThatThrownBy(() -> world.lookUps().ask(account, "eve")).isInstanceOf(NotAsked.class);
    assertThat(world.asked()).isEqualTo(LinkedInWorld.PER_DAY + 1);
  }

  @Test
  void syncsThatAskForOnePersonAtTheSameTimeMakeOneLookUp() throws Exception {
    var outcomes = atOnce(IntStream.range(0, 8).mapToObj(_ -> (Callable<Object>) () -> outcomeOf(account, "ada")).toList());

    assertThat(world.asked()).isEqualTo(1);
    assertThat(outcomes).allMatch(outcome -> outcome instanceof ProfileAnswer.Found
        || outcome instanceof NotAsked notAsked && notAsked.failure() == ProviderFailure.TRANSIENT && notAsked.mayBeAskedIn().toSeconds() < 60);
    assertThat(outcomes).hasAtLeastOneElementOfType(ProfileAnswer.Found.class);
  }

  @Test
  void whatIsRefusedBeforeItReachesLinkedInDoesNotCountAndWhatMayHaveReachedItDoes() {
    world.simulator.faults().add(FaultRule.refuse(401, "disconnected_account").times(1));
    assertThatThrownBy(() -> world.lookUps().ask(account, "ada")).isInstanceOf(ProviderFailed.class);
    assertThat(lookUpsThatCount()).isZero();

    world.simulator.faults().add(FaultRule.refuse(500, "provider_error").times(1));
    assertThatThrownBy(() -> world.lookUps().ask(account, "ada"))
        .isInstanceOfSatisfying(ProviderFailed.class, it -> assertThat(it.failure()).isEqualTo(ProviderFailure.THROTTLED));
    assertThat(lookUpsThatCount()).isEqualTo(1);

    assertThat(world.lookUps().ask(account, "ada")).as("it may be asked again at once").isInstanceOf(ProfileAnswer.Found.class);
    assertThat(lookUpsThatCount()).isEqualTo(2);
  }

  @Test
  void anAccountThatMayNotAskIsNoReasonToTakeThePersonForNobody() {
    world.simulator.faults().add(FaultRule.refuse(403, "feature_not_subscribed").times(1));

    assertThatThrownBy(() -> world.lookUps().ask(account, "ada")).isInstanceOf(ProviderFailed.class);

    assertThat(world.lookUps().known(account, "ada")).isEmpty();
  }

  @Test
  void aWorkerThatDiedInMidLookUpIsNotWaitedForLong() {
    database.runAsWorker(db -> db.execute(
        "insert into linkedin_profiles (tenant, account, sought, answer, ask_again_at) values (?, ?, 'ada', 'ASKED', clock_timestamp() + interval '2 minutes')",
        account.tenant(), account.id()));
    assertThatThrownBy(() -> world.lookUps().ask(account, "ada")).isInstanceOf(NotAsked.class).hasMessageContaining("Another sync");

    database.runAsWorker(db -> db.execute("update linkedin_profiles set ask_again_at = clock_timestamp()"));

    assertThat(world.lookUps().ask(account, "ada")).isInstanceOf(ProfileAnswer.Found.class);
    assertThat(world.asked()).isEqualTo(1);
  }

  private Object outcomeOf(ConnectedAccount account, String sought) {
    try {
      return world.lookUps().ask(account, sought);
    } catch (NotAsked notAsked) {
      return notAsked;
    }
  }

  private static List<Object> atOnce(List<Callable<Object>> calls) throws Exception {
    var start = new CyclicBarrier(calls.size());
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var running = calls.stream().map(call -> threads.submit(() -> {
        start.await();
        return call.call();
      })).toList();
      var outcomes = new ArrayList<>();
      for (var one : running) {
        outcomes.add(one.get());
      }
      return outcomes;
    }
  }

  private int lookUpsThatCount() {
    return database.asWorker(db -> db.fetch("select from linkedin_look_ups where tenant = ?", account.tenant()).size());
  }

  private long daysUntilNobodyIsAskedFor() {
    return database.asWorker(db -> Objects.requireNonNull(db.fetchSingle(
        "select extract(epoch from ask_again_at - clock_timestamp())::bigint from linkedin_profiles where sought = 'nobody'").get(0, Long.class)))
        / Duration.ofDays(1).toSeconds();
  }
}
