package io.tributary.connectors;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.events.BulkClass;
import io.tributary.events.Channel;
import io.tributary.events.CommunicationObserved;
import io.tributary.events.PollStatus;
import io.tributary.simulators.server.Answer;
import io.tributary.simulators.server.Fault;
import io.tributary.simulators.server.FaultRule;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class GmailIT extends PollerTest {

  private static final String OWNER = "garym@canada.com";
  private static final String MAIL = "/gmail/v1/users/me/messages/";

  @Test
  void theMailsOfTheListedLabelsArePublishedOnceAndThenWhatIsNew() {
    GMAIL.holdBack(OWNER, 3);
    var key = connectGmail(OWNER, List.of("INBOX", "SENT"));

    var first = run(key);
    var quiet = run(key);
    int came = GMAIL.deliver(OWNER);
    var then = run(key);

    assertThat(first.status()).isEqualTo(PollStatus.SUCCESS);
    assertThat(first.published()).isPositive();
    assertThat(quiet.calls()).as("nothing new: one call").isEqualTo(1);
    assertThat(came).isEqualTo(3);
    assertThat(then.published()).isEqualTo(3);
    var mail = published().getFirst();
    assertThat(mail.getChannel()).isEqualTo(Channel.EMAIL);
    assertThat(mail.getExternalId()).contains("@").doesNotContain("<");
    assertThat(mail.getEmail().getBulk()).isNotEqualTo(BulkClass.UNKNOWN);
    assertThat(published()).extracting(CommunicationObserved::getOutbound).contains(true, false);
    assertThat(key.workspace()).isEqualTo(OWNER);
  }

  @Test
  void aHistoryThatGmailHasForgottenIsReadAgainAndNothingIsPublishedTwice() {
    var key = connectGmail("tomwhore@slack.net", List.of("INBOX", "SENT"));
    run(key);
    int before = published().size();
    GMAIL.holdBack("tomwhore@slack.net", 0);
    GMAIL.breakWith(request -> request.path().endsWith("/history") ? Answer.json(404, Map.of("error", Map.of("code", 404))) : null);
    var resync = run(key);

    assertThat(resync.status()).isEqualTo(PollStatus.SUCCESS);
    assertThat(published()).hasSize(before);
  }

  @Test
  void anAccessTokenThatRanOutIsExchangedInMidRun() {
    var key = connectGmail(OWNER, List.of("SENT"));
    GMAIL.revokeAccessTokens();

    assertThat(run(key).status()).isEqualTo(PollStatus.SUCCESS);
  }

  @Test
  void aLimitThatSaysForbiddenIsALimitAndARefusalARefusal() {
    var key = connectGmail(OWNER, List.of("SENT"));
    GMAIL.breakWith(forbidden("userRateLimitExceeded"));
    var limited = run(key);
    GMAIL.breakWith(_ -> null);

    assertThat(limited.status()).isEqualTo(PollStatus.RATE_LIMITED);

    var other = connectGmail("tomwhore@slack.net", List.of("SENT"));
    GMAIL.breakWith(forbidden("insufficientPermissions"));
    assertThat(run(other).status()).isEqualTo(PollStatus.FAILED);
    assertThat(get("/api/connectors/gmail/connections/{workspace}", other.workspace()).path("state").asString()).isEqualTo("needs_reauth");
  }

  @Test
  void aPageOfLongMailsIsPublishedInPiecesAndAsksForEachMailOnce() {
    var key = connectGmail(OWNER, List.of("SENT"));
    long lists = gets("/messages");
    long mails = gets("/messages/{id}");

    var first = run(key);

    assertThat(first.status()).isEqualTo(PollStatus.SUCCESS);
    assertThat(first.streams().getFirst().pages()).as("more pieces than Gmail gave pages").isGreaterThan((int) (gets("/messages") - lists) + 1);
    assertThat(first.fetched()).isEqualTo(gets("/messages/{id}") - mails).isEqualTo(first.published());
    assertThat(run(key).calls()).isEqualTo(1);
  }

  private static long gets(String path) {
    return GMAIL.calls().byPath().getOrDefault("GET /gmail/v1/users/{user}" + path, 0L);
  }

  @Test
  void aMailThatIsGoneWhenItIsReadIsNoFailureAndAnotherMailboxIsReadWhileOneFails() {
    var key = connectGmail(OWNER, List.of("SENT"));
    var other = connectGmail("tomwhore@slack.net", List.of("SENT"));
    GMAIL.faults().add(FaultRule.refuse(404, "notFound").account("tomwhore@slack.net").path(MAIL).times(1));
    GMAIL.faults().add(FaultRule.refuse(500, "backendError").account(OWNER).path(MAIL));

    var failed = run(key);
    var read = run(other);
    GMAIL.faults().clear();
    var then = run(key);

    assertThat(failed.status()).isEqualTo(PollStatus.FAILED);
    assertThat(read.status()).isEqualTo(PollStatus.SUCCESS);
    assertThat(read.published()).isEqualTo(54);
    assertThat(then.published()).isEqualTo(42);
  }

  @Test
  void aMailThatIsNotWhatGmailDescribesIsLeftOutAndNamed() {
    var key = connectGmail(OWNER, List.of("SENT"));
    GMAIL.faults().add(FaultRule.of(FaultRule.Kind.NULLS, "size").path(MAIL).times(1));

    var run = run(key);

    assertThat(run.status()).isEqualTo(PollStatus.PARTIAL);
    assertThat(run.error()).isEqualTo("mailbox: Left out: a mail that is not what the API describes");
    assertThat(run.published()).isEqualTo(41);
  }

  @AfterEach
  void noFaultIsOn() {
    GMAIL.faults().clear();
  }

  @Test
  void aPageOfNothingButOddMailsIsAskedForAgainForADayAndThenLeftOutSoThatWhatIsBehindItComes() {
    var key = connectGmail(OWNER, List.of("SENT", "INBOX"));
    GMAIL.faults().add(FaultRule.of(FaultRule.Kind.NULLS, "payload").path(MAIL).times(42));

    var odd = run(key);
    GMAIL.faults().clear();
    GMAIL.faults().add(FaultRule.of(FaultRule.Kind.NULLS, "payload").path(MAIL).times(42));
    var stillOdd = run(key);
    aDayPasses();
    GMAIL.faults().clear();
    GMAIL.faults().add(FaultRule.of(FaultRule.Kind.NULLS, "payload").path(MAIL).times(42));
    var leftOut = run(key);
    GMAIL.faults().clear();
    var then = run(key);

    assertThat(List.of(odd.status(), stillOdd.status())).containsOnly(PollStatus.FAILED);
    assertThat(stillOdd.error()).isEqualTo("mailbox: None of 20 can be read: a mail without payload.");
    assertThat(stillOdd.published()).isZero();
    assertThat(leftOut.status()).isEqualTo(PollStatus.PARTIAL);
    assertThat(leftOut.error()).isEqualTo("mailbox: Left out: a mail without payload (42 times)");
    assertThat(leftOut.published()).as("the other label's").isPositive();
    assertThat(then.status()).isEqualTo(PollStatus.SUCCESS);
    assertThat(oddStreams()).as("the next such page is waited for").isZero();
  }

  @Test
  void mailsThatAreTooLongAreLeftOutAtOnceHoweverManyTheyAre() {
    var key = connectGmail(OWNER, List.of("SENT"));
    var tooLong = ConcurrentHashMap.<String>newKeySet();
    var text = "\"%s\"".formatted("x".repeat(5 << 20)).getBytes(StandardCharsets.UTF_8);
    GMAIL.breakWith(request -> {
      if (!request.path().startsWith(MAIL)) {
        return null;
      }
      boolean isLong = tooLong.contains(request.path()) || tooLong.size() < 6 && tooLong.add(request.path());
      return isLong ? Answer.bytes("application/json", text) : Answer.json(404, Map.of("error", Map.of("code", 404)));
    });

    var run = run(key);

    assertThat(run.status()).isEqualTo(PollStatus.PARTIAL);
    assertThat(run.error()).isEqualTo("mailbox: Left out: a mail that is too long (6 times)");
    GMAIL.breakWith(Fault.NONE);
    assertThat(run(key).calls()).as("read to its end").isEqualTo(1);
  }

  private void aDayPasses() {
    assertThat(database.<Integer>asWorker(
        db -> db.execute("update streams set odd_since = odd_since - interval '25 hours' where tenant = ?", tenant))).isEqualTo(1);
  }

  private long oddStreams() {
    return database.asWorker(db -> db.fetchSingle("select count(odd_since) from streams where tenant = ?", tenant).get(0, Long.class));
  }

  private static Fault forbidden(String reason) {
    return request -> request.path().equals("/token") ? null : Answer.json(403, Map.of(
        "error", Map.of("code", 403, "errors", List.of(Map.of("domain", "global", "reason", reason)))));
  }
}
