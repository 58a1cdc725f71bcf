package io.tributary.channels.linkedin;

import static io.tributary.channels.linkedin.LinkedInWorld.FIRST;
import static io.tributary.channels.linkedin.LinkedInWorld.profile;
import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.channels.work.SyncFixture;
import io.tributary.channels.work.SyncFixture.Death;
import io.tributary.events.Identifier;
import io.tributary.simulators.chat.Chat;
import io.tributary.simulators.chat.LinkedInProfile;
import io.tributary.simulators.chat.Messenger;
import io.tributary.simulators.server.FaultRule;
import io.tributary.simulators.unipile.Mode;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.jooq.Record;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Whole syncs of a record over UniPile's double, by the calls they make and what they publish. */
class SyncByAddressIT {

  private static final LinkedInProfile ADA = LinkedInProfile.of("ada-lovelace", "Ada", "Lovelace");
  private static final LinkedInProfile BOB = LinkedInProfile.of("bob", "Bob", "Builder");

  private final LinkedInWorld world = new LinkedInWorld(Mode.LIVE);

  @AfterEach
  void stop() {
    world.close();
  }

  @Test
  void aChangedAddressSyncsExactlyThatPersonByALookUpTheListOfChatsAndThePages() {
    write(world.account.chatWith(ADA), 299);
    var inMail = world.account.inMail(ADA, "An offer");
    inMail.send("Would you like to?", FIRST.minusSeconds(60));
    write(world.account.chatWith(BOB), 10);

    changed(1, "https://www.linkedin.com/in/ada-lovelace/");
    world.sync.runDue();

    assertThat(world.calls()).containsExactly("users", "chat_attendees/chats", "chats/messages", "chats/messages", "chats/messages");
    assertThat(texts()).hasSize(300).doesNotHaveDuplicates().contains("Would you like to?").allMatch(it -> !it.contains("bob"));
    assertThat(world.sync.jobs()).containsExactly("COMPLETED");
  }

  @Test
  void theNextSyncOfThePersonLooksNobodyUpAndReadsOnlyChatsWithNews() {
    var chat = world.account.chatWith(ADA);
    write(chat, 20);
    world.account.inMail(ADA, "An offer").send("Would you like to?", FIRST.minus(Duration.ofDays(40)));
    changed(1, "linkedin.com/in/ada-lovelace");
    world.sync.runDue();
    world.sync.published.clear();
    int before = world.calls().size();

    chat.receive("One more", FIRST.plus(Duration.ofDays(30)));
    changed(2, "https://fr.linkedin.com/in/Ada-Lovelace?trk=x", "https://www.linkedin.com/in/nobody-at-all");
    world.sync.timePasses();
    world.sync.runDue();

    assertThat(world.calls().subList(before, world.calls().size())).as("the other address is nobody's")
        .containsExactlyInAnyOrder("chat_attendees/chats", "chats/messages", "users");
    assertThat(texts()).contains("One more").doesNotContain("Would you like to?");
    assertThat(world.asked()).isEqualTo(2);

    changed(3, "https://www.linkedin.com/in/nobody-at-all");
    world.sync.timePasses();
    world.sync.runDue();

    assertThat(world.asked()).as("nobody is not asked for again").isEqualTo(2);
  }

  @Test
  void usedUpLookUpsDeferTheRecordAndSayUntilWhenWhileOtherAccountsAndKnownPeopleGoOn() {
    var other = world.simulator.connect(LinkedInProfile.of("oscar", "Oscar", "Other"));
    write(world.account.chatWith(ADA), 2);
    write(other.chatWith(ADA), 3);
    write(other.chatWith(BOB), 4);
    world.sync.connected(other.id());
    changed(1, "linkedin.com/in/ada-lovelace");
    world.sync.runDue();
    assertThat(texts()).hasSize(5);
    useUp(world.account);
    world.sync.published.clear();

    changed(2, "linkedin.com/in/bob");
    world.sync.timePasses();
    world.sync.runDue();

    assertThat(texts()).as("the other account's look-ups are its own").hasSize(4);
    assertThat(world.asked()).isEqualTo(3);
    assertThat(world.sync.jobs()).containsExactly("COMPLETED", "PARTIAL", "DEFERRED");
    var partial = job("PARTIAL");
    assertThat(partial.get("error", String.class)).contains("profile look-ups are used up until 20");
    assertThat(partial.get("error_class", String.class)).isEqualTo("THROTTLED");
    assertThat(partial.get("provider_calls", Integer.class)).as("look-up, list, page of the other account; none of this one").isEqualTo(3);
    assertThat(job("DEFERRED").get("waits_for", String.class)).isEqualTo("BUDGET");
    assertThat(job("DEFERRED").get("not_before", OffsetDateTime.class).toInstant())
        .isBetween(Instant.now().plus(Duration.ofHours(22)), Instant.now().plus(Duration.ofHours(25)));
    assertThat(backoff(world.account)).as("the account itself goes on").isZero();

    changed(3, "linkedin.com/in/ada-lovelace");
    world.sync.timePasses();
    world.sync.runDue();

    assertThat(world.sync.jobs()).as("known people need no look-up").endsWith("COMPLETED");
    assertThat(world.asked()).isEqualTo(3);
  }

  @Test
  void whatALookUpWasMissingForIsFetchedWhenOneIsFreeAgain() {
    write(world.account.chatWith(BOB), 4);
    useUp(world.account);
    changed(1, "linkedin.com/in/bob");
    world.sync.runDue();
    assertThat(world.sync.jobs()).containsExactly("FAILED", "DEFERRED");
    assertThat(world.calls()).isEmpty();

    world.database.runAsWorker(db -> db.execute("update linkedin_look_ups set made_at = made_at - interval '24 hours'"));
    world.sync.timePasses();
    world.sync.runDue();

    assertThat(texts()).hasSize(4);
    assertThat(world.sync.jobs()).containsExactly("FAILED", "COMPLETED");
  }

  @Test
  void aWorkerThatDiesLeavesItsWalkToTheNextOneWithoutASecondLookUp() {
    write(world.account.chatWith(ADA), 600);
    var pages = new AtomicInteger();
    world.sync.publishBy(observations -> {
      if (!observations.isEmpty() && pages.incrementAndGet() == 2) {
        throw new Death();
      }
      world.sync.published.addAll(observations);
    });

    changed(1, "linkedin.com/in/ada-lovelace");
    world.sync.runDueAndDie();
    world.sync.timePasses();
    world.sync.runDue();

    assertThat(world.calls()).as("the page that was not acknowledged is read again, nothing else").containsExactly(
        "users", "chat_attendees/chats", "chats/messages", "chats/messages", "chats/messages", "chats/messages");
    assertThat(texts()).hasSize(600).doesNotHaveDuplicates();
    assertThat(world.sync.jobs()).containsExactly("COMPLETED");
  }

  @Test
  void aPersonWithAnIdOfAnotherProductHasBothChats() {
    var salesNavigator = "ACwAAB1qq0kBxyzxyzxyz";
    var ben = LinkedInProfile.of("ben", "Ben", "Two").withOtherIds(salesNavigator);
    write(world.account.chatWith(ben), 2);
    write(world.account.chatWith(world.account.attendee(ben, salesNavigator)), 3);

    changed(1, "https://www.linkedin.com/sales/lead/" + salesNavigator + ",NAME_SEARCH,abc");
    world.sync.runDue();

    assertThat(texts()).hasSize(5);
    assertThat(world.sync.published).allSatisfy(observation -> assertThat(observation.getParticipants())
        .anySatisfy(person -> assertThat(person.getAliases()).extracting(Identifier::getCanonical).contains(ben.providerId(), salesNavigator, "ben")));
  }

  @Test
  void aFailedLookUpIsRepeatedAndFailsNoRecord() {
    write(world.account.chatWith(ADA), 2);
    world.simulator.faults().add(FaultRule.refuse(500, "unexpected_error").path("/api/v1/users/").times(1));

    changed(1, "linkedin.com/in/ada-lovelace");
    world.sync.runDue();

    assertThat(texts()).hasSize(2);
    assertThat(world.asked()).isEqualTo(2);
  }

  private void changed(long version, String... addresses) {
    world.sync.changed(version, List.of(addresses).stream().map(address -> profile(address)).toList());
  }

  /** As if the account had made a day's look-ups within the last hour. */
  private void useUp(Messenger account) {
    world.database.runAsWorker(db -> IntStream.range(0, LinkedInWorld.PER_DAY).forEach(_ -> db.execute(
        "insert into linkedin_look_ups (tenant, account, made_at) values (?, ?, clock_timestamp() - interval '30 minutes')",
        SyncFixture.TENANT, account.id())));
  }

  private Record job(String status) {
    return world.database.asWorker(db -> db.fetchSingle("select * from sync_jobs where status = ?", status));
  }

  private int backoff(Messenger account) {
    return world.database.asWorker(db -> Objects.requireNonNull(
        db.fetchSingle("select failures from connections where account = ?", account.id()).get(0, Integer.class)));
  }

  private static void write(Chat chat, int messages) {
    var name = chat.id();
    for (int i = 0; i < messages; i++) {
      var at = FIRST.plus(Duration.ofMinutes(i));
      if (i % 2 == 0) {
        chat.receive("Message %d of %s".formatted(i, name), at);
      } else {
        chat.send("Answer %d of %s".formatted(i, name), at);
      }
    }
  }

  private List<String> texts() {
    return world.sync.published.stream().map(it -> it.getText().getText()).toList();
  }
}
