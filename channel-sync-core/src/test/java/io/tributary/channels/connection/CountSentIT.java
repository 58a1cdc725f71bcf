package io.tributary.channels.connection;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.channels.testing.InMemoryChannel;
import io.tributary.channels.work.SyncFixture;
import io.tributary.events.AccountCopy;
import io.tributary.events.Channel;
import io.tributary.events.CommunicationKind;
import io.tributary.events.CommunicationObserved;
import io.tributary.events.LearntBy;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CountSentIT {

  private final SyncFixture<InMemoryChannel> sync = new SyncFixture<>(new InMemoryChannel(2));
  private final CountSent sent = new CountSent(sync.database);
  private final Instant now = Instant.now();

  CountSentIT() {
    sync.connected("one", "two");
  }

  @Test
  void aMessageCountsOnceHoweverOftenAndWhicheverWayItIsLearnt() {
    sent.count(List.of(message("one", "m1", now), message("one", "m1", now), message("one", "m2", now), message("two", "m1", now)));
    sent.count(List.of(but(message("one", "m1", now), it -> it.setLearntBy(LearntBy.SYNC)), message("one", "m3", now)));

    assertThat(sentBy("one")).isEqualTo(3);
    assertThat(sentBy("two")).as("its own copy of what it sent too").isEqualTo(1);
    assertThat(number("select count(*) from connections c where c.last_rate_limit_reset is not null and c.messages_sent_today = (select count(*) "
        + "from sent_messages s where s.account = c.account and s.sent_on = c.last_rate_limit_reset)")).isEqualTo(2);
  }

  @Test
  void whatOthersSentAndWhatIsNoMessageDoesNotCount() {
    var inbound = but(message("one", "m1", now), it -> it.setOutbound(false));
    var joined = but(message("one", "m2", now), it -> it.setKind(CommunicationKind.EVENT));

    sent.count(List.of(inbound, joined, message("gone", "m3", now)));

    assertThat(sentBy("one")).isZero();
    assertThat(number("select count(*) from sent_messages")).isZero();
  }

  @Test
  void historyDoesNotCountAndWhatIsForgottenIsHistory() {
    sent.count(List.of(message("one", "old", now.minus(Duration.ofDays(9)))));
    assertThat(sentBy("one")).isZero();

    sent.count(List.of(message("one", "late", now.minus(Duration.ofDays(5)))));
    assertThat(sentBy("one")).isEqualTo(1);
    assertThat(sentTodayBy("one")).isZero();

    // As if ten days had passed.
    sync.database.runAsWorker(db -> db.execute("update sent_messages set sent_on = sent_on - 10"));
    sent.forget();
    assertThat(number("select count(*) from sent_messages")).isZero();
    sent.count(List.of(message("one", "late", now.minus(Duration.ofDays(15)))));
    assertThat(sentBy("one")).isEqualTo(1);
  }

  @Test
  void whatAClockDatesIntoTheFutureDoesNotCount() {
    sent.count(List.of(message("one", "m1", now.plus(Duration.ofDays(30)))));

    assertThat(sentBy("one")).isZero();
  }

  @Test
  void aNewDayBeginsAtZeroWhetherOrNotSomethingIsSent() {
    sync.database.runAsWorker(db -> db.execute(
        "update connections set messages_sent_count = 40, messages_sent_today = 7, last_rate_limit_reset = date '2020-01-01'"));

    sent.count(List.of(message("one", "m1", now.minus(Duration.ofDays(3)))));
    sent.beginDay();

    assertThat(sentBy("one")).isEqualTo(41);
    assertThat(sentBy("two")).isEqualTo(40);
    assertThat(List.of(sentTodayBy("one"), sentTodayBy("two"))).containsOnly(0L);
    assertThat(number("select count(*) from connections where last_rate_limit_reset > date '2020-01-01'")).isEqualTo(2);
  }

  @Test
  void countersOfTheSameMessagesDoNotMeet() {
    var forwards = IntStream.range(0, 50).mapToObj(i -> message(i % 2 == 0 ? "one" : "two", "m" + i, now)).toList();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var counts = IntStream.range(0, 8)
          .mapToObj(i -> threads.submit(() -> sent.count(i % 2 == 0 ? forwards : forwards.reversed())))
          .toList();
      assertThat(counts).allSatisfy(count -> assertThat(count.get()).isNull());
    }

    assertThat(List.of(sentBy("one"), sentBy("two"))).containsOnly(25L);
  }

  private long sentBy(String account) {
    return number("select messages_sent_count from connections where account = '%s'".formatted(account));
  }

  private long sentTodayBy(String account) {
    return number("select messages_sent_today::bigint from connections where account = '%s'".formatted(account));
  }

  private long number(String select) {
    return sync.database.asWorker(db -> db.fetchSingle(select).get(0, Long.class));
  }

  private static CommunicationObserved but(CommunicationObserved observation, UnaryOperator<CommunicationObserved.Builder> change) {
    return change.apply(CommunicationObserved.newBuilder(observation)).build();
  }

  private CommunicationObserved message(String account, String id, Instant sentAt) {
    return CommunicationObserved.newBuilder()
        .setTenant(SyncFixture.TENANT)
        .setChannel(Channel.EMAIL)
        .setKind(CommunicationKind.EMAIL)
        .setExternalId(id)
        .setSentAt(sentAt)
        .setOutbound(true)
        .setCopy(AccountCopy.newBuilder().setAccount(account).setProviderId(id).build())
        .setLearntBy(LearntBy.WEBHOOK)
        .setObservedAt(now)
        .build();
  }
}
