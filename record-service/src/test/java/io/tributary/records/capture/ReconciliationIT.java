package io.tributary.records.capture;

import static io.tributary.events.Channel.EMAIL;
import static io.tributary.events.Channel.WHATSAPP;
import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.events.ChangeReason;
import io.tributary.events.Topics;
import io.tributary.local.TestStack;
import io.tributary.records.capture.Captured.Reconciled;
import io.tributary.service.database.Database;
import io.tributary.service.registry.AvroValues;
import java.util.Optional;
import java.util.Random;
import org.jooq.impl.DSL;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Whatever the topics hold wrongly is found and published again; nothing is where nothing was wrong. */
@CaptureTest
class ReconciliationIT {

  @Autowired Captured captured;
  @Autowired Database database;
  private People people;

  @BeforeEach
  void aPipelineOfPeople() {
    captured.awaitReady();
    people = new People(database);
    captured.awaitPublished();
    captured.awaitReconciled();
  }

  @Test
  void changedRulesArePublishedWhereTheyMakeADifference() {
    var ed = people.add("ed@tanous.net", "020 7946 0018");
    var withoutPhone = people.add("brad@tanous.net", "");
    captured.awaitPublished();

    people.identifyBy(People.BY_EMAIL);

    captured.awaitPublished();
    captured.awaitReconciled();
    assertThat(captured.streams().held(WHATSAPP, ed)).isEmpty();
    assertThat(captured.streams().changes(WHATSAPP, ed).getLast())
        .hasValueSatisfying(last -> assertThat(last.getReason()).isEqualTo(ChangeReason.RULES_CHANGED));
    assertThat(captured.streams().held(EMAIL, ed)).containsExactly("ed@tanous.net");
    assertThat(captured.streams().states(withoutPhone)).hasSize(1);
  }

  @Test
  void aFieldThatTriggersIsPublishedWithItsChannelAndLeavesTheStateAsItWas() {
    people.identifyBy(People.BY_EMAIL);
    captured.awaitPublished();
    captured.awaitReconciled();
    var ed = people.add("ed@tanous.net", "020 7946 0018");
    var withoutPhone = people.add("brad@tanous.net", "");
    captured.awaitPublished();
    assertThat(captured.streams().held(WHATSAPP, ed)).isEmpty();

    people.triggerBy("phone_number");
    captured.awaitPublished();
    captured.awaitReconciled();
    captured.awaitPublished();
    assertThat(captured.streams().held(WHATSAPP, ed)).containsExactly("+442079460018");
    assertThat(captured.streams().states(withoutPhone)).hasSize(1);

    people.set(ed, "phone_number", "020 7946 0019");
    captured.awaitPublished();
    assertThat(captured.streams().held(WHATSAPP, ed)).containsExactly("+442079460019");
    assertThat(captured.streams().changes(WHATSAPP, ed).getLast())
        .hasValueSatisfying(last -> assertThat(last.getReason()).isEqualTo(ChangeReason.UPDATED));
    assertThat(captured.streams().states(ed).getLast().orElseThrow().getIdentifiers())
        .extracting(held -> held.getIdentifier().getCanonical()).containsExactly("ed@tanous.net");
    assertThat(captured.reconcile()).isEqualTo(Reconciled.NOTHING);
  }

  @Test
  void aRenamedPipelineIsPublishedWithItsRecordsInALaterPosition() {
    var ed = people.add("ed@tanous.net", "");
    captured.awaitPublished();

    people.renamePipeline("customers-" + System.nanoTime());

    captured.awaitPublished();
    captured.awaitReconciled();
    var states = captured.streams().states(ed).stream().map(Optional::orElseThrow).toList();
    assertThat(states).hasSize(2).last().satisfies(last -> assertThat(last.getPipeline()).startsWith("customers-"));
    assertThat(states.getLast().getPosition().getRulesVersion()).isGreaterThan(states.getFirst().getPosition().getRulesVersion());
    assertThat(captured.streams().changes(EMAIL, ed)).hasSize(2);
  }


  @Test
  void aHealthySystemNeedsNoRepairs() {
    people.add("ed@tanous.net", "020 7946 0018");
    people.delete(people.add("brad@tanous.net", ""));
    captured.awaitPublished();

    assertThat(captured.reconcile()).isEqualTo(Reconciled.NOTHING);
  }


  @Test
  void whatTheTopicsLostIsRepaired() throws Exception {
    var ed = people.add("ed@tanous.net", "020 7946 0018");
    captured.awaitPublished();
    captured.streams().forget(EMAIL, ed);

    assertThat(captured.reconcile()).isEqualTo(new Reconciled(1, 1));
    assertThat(captured.streams().held(EMAIL, ed)).containsExactly("ed@tanous.net");
  }


  /** As where a replica lost its slot in the midst of publishing, and its last events arrive after its successor's. */
  @Test
  void anOlderStateThatComesLastOnATopicIsRepaired() throws Exception {
    var ed = people.add("ed@tanous.net", "");
    people.set(ed, "work_email", "ed@google.com");
    captured.awaitPublished();
    captured.streams().sayFirstAgain(Topics.RECORD_STATES, ed);
    assertThat(captured.streams().states(ed).getLast().orElseThrow().getPosition().getRecordVersion()).isEqualTo(1);

    assertThat(captured.reconcile()).isEqualTo(new Reconciled(1, 1));

    assertThat(captured.streams().states(ed).getLast().orElseThrow().getPosition().getRecordVersion()).isEqualTo(2);
    assertThat(captured.reconcile()).isEqualTo(Reconciled.NOTHING);
  }

  /** Readers of committed events do not see it: what it says is not held. */
  @Test
  void anAbortedEventIsNotTakenForOneThatTheTopicsHold() {
    var ed = people.add("ed@tanous.net", "");
    people.set(ed, "work_email", "ed@google.com");
    captured.awaitPublished();
    captured.streams().sayFirstAgainInVain(Topics.RECORD_STATES, ed);
    captured.streams().sayFirstAgainInVain(Topics.EMAIL_IDENTIFIER_CHANGES, ed);

    assertThat(captured.reconcile()).isEqualTo(Reconciled.NOTHING);

    assertThat(captured.streams().held(EMAIL, ed)).containsExactly("ed@google.com");
  }

  @Test
  void aRowThatCannotBeReadStopsNoReconciliation() throws Exception {
    var odd = people.add("{\"work_email\": \"odd@tanous.net\", \"notes\": %s1%s}".formatted("[".repeat(2_000), "]".repeat(2_000)));
    var ed = people.add("ed@tanous.net", "");
    captured.awaitPublished();
    captured.streams().forget(EMAIL, ed);
    var before = timesLeftOut(odd);

    assertThat(captured.reconcile()).isEqualTo(new Reconciled(1, 1));

    assertThat(captured.streams().held(EMAIL, ed)).containsExactly("ed@tanous.net");
    assertThat(timesLeftOut(odd)).isEqualTo(before + 1);
  }

  private int timesLeftOut(long record) {
    return database.asWorker(sql -> sql.fetchSingle("select times from uncaptured_rows where record_id = ?", record).get(0, Integer.class));
  }

  @Test
  void rulesThatChangeWhileRowsChangeLeaveNothingBehind(@Autowired AvroValues values) throws Exception {
    var random = new Random(7);
    try (var states = new StatesOfPeople(TestStack.shared().bootstrapServers(), values);
        var transactions = new OpenTransactions(people, random)) {
      for (var change = 0; change < 12; change++) {
        transactions.steps(40);
        people.identifyBy(change % 2 == 0 ? People.BY_PHONE : People.BY_EMAIL);
        transactions.steps(random.nextInt(40));
      }
      transactions.commitAll();
      captured.awaitPublished();
      captured.awaitReconciled();

      assertThat(StreamGuarantee.lost(transactions.committed(), states.said())).isEmpty();
      assertThat(captured.reconcile()).isEqualTo(Reconciled.NOTHING);
    }
  }
}
