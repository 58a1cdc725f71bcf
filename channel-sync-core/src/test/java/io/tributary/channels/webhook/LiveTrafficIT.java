package io.tributary.channels.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tributary.channels.work.SyncFixture;
import io.tributary.service.kafka.UnprocessableEvent;
import java.time.Instant;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What comes twice, too early, out of order or never. */
class LiveTrafficIT {

  private final LiveFixture live = new LiveFixture("box-1");

  @Test
  void aMessageThatComesTwiceIsPublishedOnceAndTwoEventsOfOneMessageAreTwo() {
    live.comes("box-1", "came", "m1");
    live.comes("box-1", "came", "m1");
    live.comes("box-1", "announced", "m1");

    assertThat(live.publishedIds()).containsExactly("m1");
    assertThat(live.rows("webhook_events")).isEqualTo(2);
    assertThat(live.rows("webhook_hints")).isEqualTo(1);
  }

  @Test
  void aLaterDecoderPublishesAgainWhatAnOlderOneReadAndAsksNobody() {
    live.comes("box-1", "came", "m1");
    live.comes("box-1", "announced", "m2");
    live.ask();
    live.decoder = 2;

    live.comes("box-1", "came", "m1");
    live.comes("box-1", "came", "m1");
    live.comes("box-1", "announced", "m2");

    assertThat(live.publishedIds()).containsExactly("m1", "m2", "m1");
    assertThat(live.ask()).isFalse();
  }

  @Test
  void whatHappenedBeforeItsMessageCameWaitsForItAndIsThenReadOnce() {
    live.comes("box-1", "seen", "m1");
    live.comes("box-1", "seen", "m1");
    assertThat(live.ask()).isFalse();
    assertThat(live.rows("early_events")).isEqualTo(1);

    live.comes("box-1", "came", "m1");
    assertThat(live.rows("early_events")).isZero();
    assertThat(live.ask()).isTrue();

    assertThat(live.asked).containsExactly("by-m1");
    assertThat(live.publishedIds()).as("once as it came, once as it is now").containsExactly("m1", "m1");
    assertThat(live.ask()).isFalse();
  }

  @Test
  void whatHappenedToAMessageThatIsThereIsReadAtOnceAndWhatWaitsInVainIsForgotten() {
    live.comes("box-1", "came", "m1");
    live.comes("box-1", "seen", "m1");
    live.comes("box-1", "seen", "stranger");
    live.ask();
    live.expire();

    assertThat(live.asked).containsExactly("by-m1");
    assertThat(live.rows("early_events")).isZero();
    assertThat(live.metrics.counter(WebhookMetric.EXPIRED).count()).isEqualTo(1);
  }

  @Test
  void anAnnouncedMessageThatNeverBecomesWholeIsGivenUpAndFoundByTheNextPass() {
    live.answers = false;
    live.comes("box-1", "announced", "m1");
    assertThat(IntStream.range(0, 3).mapToObj(_ -> live.ask())).containsOnly(true);
    assertThat(live.ask()).as("asked three times in vain").isFalse();
    assertThat(live.published).isEmpty();

    live.shown.put("m1", Instant.now());
    live.pass();

    assertThat(live.publishedIds()).containsExactly("m1");
  }

  @Test
  void anAccountThatIsAwayIsNotAskedAndItsQuestionsStay() {
    live.comes("box-1", "announced", "m1");
    live.status("box-1", "CREDENTIALS", "");

    assertThat(live.ask()).isFalse();
    assertThat(live.pass()).isFalse();
    live.status("box-1", "OK", "");

    assertThat(live.ask()).isTrue();
    assertThat(live.publishedIds()).containsExactly("m1");
  }

  @Test
  void aPassThatIsLongGoesOnWhereItsTurnEndedAndCountsWhatItFoundInAll() {
    live.pageSize = 1;
    var now = Instant.now();
    IntStream.range(0, 5).forEach(i -> live.shown.put("m" + i, now.minusSeconds(i)));
    live.comes("box-1", "came", "m1");

    assertThat(live.pass()).isTrue();
    assertThat(live.number("select passes from account_passes")).as("two pages a turn").isZero();
    live.pass();
    live.pass();

    assertThat(live.number("select passes from account_passes")).isEqualTo(1);
    assertThat(live.number("select last_missed from account_passes")).isEqualTo(4);
    assertThat(live.publishedIds()).containsExactly("m1", "m0", "m2", "m3", "m4");
    assertThat(live.asked).hasSize(5);
  }

  @Test
  void aPassAsksForSmallerPagesWhereOneIsTooLarge() {
    live.mostOnAPage = 2;
    var now = Instant.now();
    IntStream.range(0, 3).forEach(i -> live.shown.put("m" + i, now.minusSeconds(i)));

    live.pass();

    assertThat(live.publishedIds()).containsExactly("m0", "m1", "m2");
    assertThat(live.number("select passes from account_passes")).isEqualTo(1);
    assertThat(live.asked).as("of 10, 5, 2, and the last").hasSize(4);
  }

  @Test
  void aPassKnowsWhatEventsCalledByAnotherNameThanTheList() {
    live.comes("box-1", "came_under_another_name", "m1");
    live.comes("box-1", "announced_under_another_name", "m2");
    live.ask();
    live.shown.put("m1", Instant.now());
    live.shown.put("m2", Instant.now());

    live.pass();

    assertThat(live.publishedIds()).containsExactly("m1", "m2");
    assertThat(live.number("select missed from account_passes")).isZero();
  }

  @Test
  void firstPassesOfManyAccountsAreSpreadOverTheirInterval() {
    live.database.runAsWorker(db -> db.execute(
        "insert into connections (tenant, account, status) select 'acme', 'many-' || n, 'OK' from generate_series(1, 200) n"));

    live.claimPasses();

    assertThat(live.number("select count(*) from account_passes where next_at > clock_timestamp() + interval '59 minutes'")).isGreaterThan(150);
    assertThat(live.number("select count(*) from account_passes where next_at > clock_timestamp() + interval '90 minutes'")).isBetween(40L, 160L);
    assertThat(live.number("select count(*) from account_passes where next_at > clock_timestamp() + interval '2 hours'")).isZero();
  }

  @Test
  void whatWaitsForAMessageThatOnlyThePassFindsIsAskedThen() {
    live.comes("box-1", "seen", "m1");
    live.shown.put("m1", Instant.now());
    live.pass();

    assertThat(live.ask()).isTrue();
    assertThat(live.asked).containsExactly("list", "by-m1");
  }

  @Test
  void aNewAccountIsConnectedOnlyWhereItsEndpointSaysSoAndNoOtherTenantHasIt() {
    live.sync.channel.connect("new-box");
    endpoint("closed", false);
    endpoint("open", true);

    live.status("new-box", "CREATION_SUCCESS", "closed");
    live.status("new-box", "OK", "open");
    assertThat(live.ask()).isFalse();
    live.status("new-box", "CREATION_SUCCESS", "open");
    assertThat(live.ask()).isTrue();
    assertThat(live.number("select count(*) from connections where account = 'new-box' and status = 'OK'")).isEqualTo(1);

    live.database.runAsWorker(db -> db.execute("insert into connections (tenant, account, status) values ('other', 'their-box', 'OK')"));
    live.status("their-box", "CREATION_SUCCESS", "open");
    assertThat(live.ask()).isFalse();
  }

  @Test
  void recordsOfAnAccountWhoseHistoryIsThereAreWantedSomeAtATimeAndReadFromTheBeginning() {
    IntStream.rangeClosed(1, 5).forEach(record -> wantedOnce(record));
    live.database.runAsWorker(db -> db.execute("update sync_state set done = wanted, taken = wanted"));
    live.database.runAsWorker(db -> db.execute(
        "insert into progress (tenant, account, form, completed_at, full_at) values ('acme', 'box-1', 'ada@example.org', now(), now())"));

    live.status("box-1", "SYNC_SUCCESS", "");

    assertThat(wanted()).isEqualTo(2);
    live.catchUp();
    assertThat(wanted()).isEqualTo(4);
    live.catchUp();
    assertThat(wanted()).isEqualTo(5);
    assertThat(live.catchUp()).isFalse();
    assertThat(live.number("select count(*) from sync_state where priority = 2")).as("gap repair").isEqualTo(5);
    assertThat(live.number("select count(*) from progress where full_at < '1971-01-01'")).isEqualTo(1);
  }

  @Test
  void onlyRecordsThatWereSyncedWithoutTheAccountAreWantedWhenItIsBack() {
    wantedOnce(1);
    wantedOnce(2);
    live.sync.runDue();
    assertThat(wanted()).isZero();
    live.status("box-1", "CREDENTIALS", "");
    wantedAgain(2);
    live.sync.runDue();
    assertThat(wanted()).isZero();

    live.status("box-1", "RECONNECTED", "");

    assertThat(live.number("select record_id from sync_state where wanted > done")).isEqualTo(2);
    assertThat(wanted()).isEqualTo(1);
  }

  @Test
  void anAccountThatIsBackIsAskedWithinTheCooldownAndNoOtherIs() {
    live.sync.connected("box-2");
    wantedOnce(1);
    live.sync.runDue();
    live.sync.timePasses();
    live.status("box-1", "CREDENTIALS", "");
    wantedAgain(1);
    live.sync.runDue();
    live.sync.channel.forgetQuestions();
    long cooldown = live.number("select extract(epoch from not_before)::bigint from sync_state");

    live.status("box-1", "RECONNECTED", "");

    assertThat(live.sync.runDue()).isEqualTo(1);
    assertThat(live.sync.channel.questions()).isNotEmpty().allSatisfy(question -> assertThat(question.account().id()).isEqualTo("box-1"));
    assertThat(wanted()).isZero();
    assertThat(live.number("select extract(epoch from not_before)::bigint from sync_state")).as("no further cooldown").isEqualTo(cooldown);
  }

  @Test
  void whatWaitsForItsCooldownGoesOnWaitingWhenAnAccountIsBackAndAsksAllOfThem() {
    live.sync.connected("box-2");
    wantedOnce(1);
    live.sync.runDue();
    live.status("box-1", "CREDENTIALS", "");
    wantedAgain(1);
    live.sync.runDue();
    live.sync.changedRecord(1, 3, "ada@example.org", "cyd@example.org");
    live.sync.channel.forgetQuestions();

    live.status("box-1", "RECONNECTED", "");

    assertThat(live.sync.runDue()).as("within the cooldown of the run before").isZero();
    live.sync.timePasses();
    assertThat(live.sync.runDue()).isEqualTo(1);
    assertThat(live.sync.channel.questions()).extracting(question -> question.account().id()).contains("box-1", "box-2");
  }

  @Test
  void anAccountThatWasAwayForLongerThanAPassLooksBackIsReadForAllRecords() {
    wantedOnce(1);
    live.sync.runDue();
    live.status("box-1", "CREDENTIALS", "");
    live.database.runAsWorker(db -> db.execute("update connections set lost_at = clock_timestamp() - interval '8 days'"));

    live.status("box-1", "RECONNECTED", "");

    assertThat(wanted()).isEqualTo(1);
  }

  @Test
  void anOlderStateThanTheLastChangesNothingAndAnUnknownWordNeither() {
    var old = live.bodied("box-1", "{\"AccountStatus\": {\"account_id\": \"box-1\", \"message\": \"CREDENTIALS\"}}", "");
    live.status("box-1", "OK", "");
    live.comes(old);
    live.status("box-1", "SOMETHING_NEW", "");

    assertThat(live.number("select count(*) from connections where status = 'OK'")).isEqualTo(1);
  }

  @Test
  void aBodyThatIsNoJsonObjectIsAPoisonRecord() {
    assertThatThrownBy(() -> live.comes(live.bodied("box-1", "event=message_received", ""))).isInstanceOf(UnprocessableEvent.class);
    assertThatThrownBy(() -> live.comes(live.bodied("box-1", "[]", ""))).isInstanceOf(UnprocessableEvent.class);
    assertThatThrownBy(() -> live.comes("box-1", "came", " ")).isInstanceOf(UnprocessableEvent.class);
  }

  @Test
  void idsOfAnyLengthBlockNothing() {
    var random = new Random(1);
    var endless = random.ints(20_000, 'a', 'z').collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append).toString();

    live.comes("box-1", "came", endless);
    live.comes("box-1", "came", endless);
    live.comes("box-1", endless, "m1");
    live.comes(live.bodied(endless, "{\"event\": \"came\", \"account_id\": \"%s\", \"id\": \"m1\"}".formatted(endless), ""));

    assertThat(live.publishedIds()).containsExactly(endless);
    assertThatThrownBy(() -> live.comes("box-1", "announced", endless)).isInstanceOf(UnprocessableEvent.class);
  }

  private void wantedOnce(long record) {
    live.sync.changedRecord(record, 1, "ada@example.org");
  }

  private void wantedAgain(long record) {
    live.database.runAsWorker(db -> db.execute("update sync_state set not_before = '1970-01-01 00:00Z'"));
    live.sync.changedRecord(record, 2, "ada@example.org", "bob@example.org");
  }

  private long wanted() {
    return live.number("select count(*) from sync_state where wanted > done");
  }

  private void endpoint(String id, boolean connects) {
    live.database.runAsWorker(db -> db.execute(
        "insert into webhook_endpoints (tenant, endpoint, connects_new_accounts, secret_hash) values (?, ?, ?, '')",
        SyncFixture.TENANT, id, connects));
  }
}
