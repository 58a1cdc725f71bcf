package io.tributary.connectors;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.connectors.calls.PollFailure;
import io.tributary.connectors.calls.Share;
import io.tributary.events.CommunicationObserved;
import io.tributary.events.IdentifierKind;
import io.tributary.events.ParticipantRole;
import io.tributary.events.PollStatus;
import io.tributary.simulators.server.Answer;
import io.tributary.simulators.server.FaultRule;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SlackIT extends PollerTest {

  @AfterEach
  void everythingIsShown() {
    SLACK.faults().clear();
    SLACK.keepBack("C001", null);
  }

  @Test
  void everyMessageAndReplyOfTheListedChannelsIsPublishedOnce() {
    var key = connectSlack(List.of("C001"));

    var first = run(key);
    var second = run(key);

    assertThat(first.status()).isEqualTo(PollStatus.SUCCESS);
    assertThat(published()).as("40 messages, 4 replies").hasSizeGreaterThanOrEqualTo(44)
        .extracting(CommunicationObserved::getExternalId).doesNotHaveDuplicates().allMatch(id -> id.startsWith("T000SIM|C001|"));
    assertThat(second.published()).isZero();
    assertThat(second.calls()).as("the pages of the window, and no thread and no user again").isLessThanOrEqualTo(3);
    var message = published().getFirst();
    assertThat(message.getGroup()).isTrue();
    assertThat(message.getChat()).isEqualTo("T000SIM|C001");
    var author = message.getParticipants().getFirst();
    assertThat(author.getRole()).isEqualTo(ParticipantRole.FROM);
    assertThat(author.getAliases().getFirst().getKind()).isEqualTo(IdentifierKind.SLACK_USER);
    assertThat(author.getEvidence()).extracting(it -> it.getKind()).containsExactly(IdentifierKind.EMAIL);
  }

  @Test
  void aReplyToAThreadThatIsDaysOldIsFound() {
    var key = connectSlack(List.of("C002"));
    run(key);
    var parent = published().stream().filter(event -> String.valueOf(event.getText()).contains("Message 3 ")).findFirst().orElseThrow();

    var reply = SLACK.say("C002", "U001", "late, but here", parent.getCopy().getProviderId(), Instant.now());
    var run = run(key);

    assertThat(run.published()).isEqualTo(1);
    assertThat(published()).extracting(CommunicationObserved::getExternalId).contains("T000SIM|C002|" + reply);
  }

  @Test
  void anEditIsPublishedAgainUnderTheSameId() {
    var key = connectSlack(List.of("C001"));
    var ts = SLACK.say("C001", "U002", "frist");
    run(key);

    SLACK.edit("C001", ts, "first");
    var run = run(key);

    assertThat(run.published()).isEqualTo(1);
    assertThat(published().stream().filter(event -> event.getExternalId().endsWith(ts)))
        .extracting(event -> event.getText().getText() + (event.getChatHints() == null ? "" : " " + event.getChatHints().getEdited()))
        .containsExactly("frist", "first true");
  }

  @Test
  void aChannelThatIsClosedLeavesTheOthersAlone() {
    var key = connectSlack(List.of("CGONE", "C001"));

    var run = run(key);

    assertThat(run.status()).isEqualTo(PollStatus.PARTIAL);
    assertThat(run.error()).isEqualTo("CGONE: Slack answered channel_not_found.");
    assertThat(published()).isNotEmpty();
  }

  @Test
  void aRunThatDiesInTheMiddleGoesOnAtTheStoredPage() {
    var key = connectSlack(List.of("C001"));
    var calls = new AtomicInteger();
    SLACK.breakWith(request -> request.path().endsWith("history") && calls.incrementAndGet() > 1 ? Answer.text(500, "<html>down</html>") : null);

    var broken = run(key);
    var before = published().size();
    SLACK.breakWith(_ -> null);
    var resumed = run(key);

    assertThat(broken.streams().getFirst().failure()).isEqualTo(PollFailure.TRANSIENT);
    assertThat(before).isEqualTo(20);
    assertThat(resumed.status()).isEqualTo(PollStatus.SUCCESS);
    assertThat(published()).extracting(CommunicationObserved::getExternalId).hasSizeGreaterThanOrEqualTo(44).doesNotHaveDuplicates();
  }

  @Test
  void aTokenThatIsRevokedInMidRunStopsPollingUntilSomebodyConnectsAgain() {
    var key = connectSlack(List.of("C001", "C002"));
    SLACK.breakWith(_ -> Answer.ok(Map.of("ok", false, "error", "token_revoked")));

    var run = run(key);

    assertThat(run.status()).isEqualTo(PollStatus.FAILED);
    assertThat(run.calls()).as("no retry, no second channel").isEqualTo(1);
    assertThat(get("/api/connectors/slack/connections/{workspace}", key.workspace()).path("state").asString()).isEqualTo("needs_reauth");
    assertThat(poll.poll(key, Share.LIVE)).isEmpty();
    SLACK.breakWith(_ -> null);
    connectSlack(List.of("C001", "C002"));
    assertThat(run(key).status()).isEqualTo(PollStatus.SUCCESS);
  }

  @Test
  void aLimitIsObeyedAndKeptForTheNextRun() {
    var key = connectSlack(List.of("C001"));
    SLACK.breakWith(request -> request.path().endsWith("history")
        ? new Answer(429, "application/json", "{\"ok\":false,\"error\":\"ratelimited\"}".getBytes(), Map.of("Retry-After", "40")) : null);

    var before = Instant.now();
    var run = run(key);

    assertThat(run.status()).isEqualTo(PollStatus.RATE_LIMITED);
    var status = get("/api/connectors/status").path("sources").get(0).path("per_workspace").get(0);
    assertThat(status.path("state").asString()).isEqualTo("rate_limited");
    assertThat(Instant.parse(status.path("next_attempt_at").asString())).isAfter(before.plusSeconds(20));
    SLACK.breakWith(_ -> null);
    var again = run(key);
    assertThat(again.calls()).as("blocked in the ledger: no call").isZero();
  }

  @Test
  void aRestrictedAppIsRecognisedAndLivedWith() {
    SLACK.breakWith(request -> request.path().endsWith("history") && !request.query().containsKey("cursor") ? Answer.ok(Map.of(
        "ok", true, "has_more", true,
        "messages", List.of(Map.of("type", "message", "user", "U001", "text", "a", "ts", "%d.000100".formatted(Instant.now().getEpochSecond() - 60))),
        "response_metadata", Map.of("next_cursor", "bmV4dDoxNQ=="))) : null);
    var key = connectSlack(List.of("C001"));

    var run = run(key);

    assertThat(get("/api/connectors/slack/connections/{workspace}", key.workspace()).path("settings").path("history_profile").asString())
        .isEqualTo("restricted");
    assertThat(run.status()).as("one call a minute: the rest later").isEqualTo(PollStatus.RATE_LIMITED);
  }

  @Test
  void aThreadWhoseRepliesCannotAllBeReadIsNotCompleteAndIsReadAgainOnce() {
    var key = connectSlack(List.of("C001"));
    var parent = SLACK.say("C001", "U001", "counted", null, Instant.now().minusSeconds(60));
    SLACK.say("C001", "U002", "one", parent, Instant.now().minusSeconds(50));
    var lost = SLACK.say("C001", "U002", "two", parent, Instant.now().minusSeconds(40));
    SLACK.say("C001", "U002", "three", parent, Instant.now().minusSeconds(30));
    SLACK.keepBack("C001", lost);

    var incomplete = run(key);
    var again = run(key);
    var stillNot = run(key);
    SLACK.keepBack("C001", null);
    SLACK.say("C001", "U002", "four", parent, Instant.now());
    var complete = run(key);

    assertThat(incomplete.status()).isEqualTo(PollStatus.PARTIAL);
    assertThat(incomplete.error()).isEqualTo("C001: 1 that the provider counts could not be read.");
    assertThat(incomplete.expected()).isEqualTo(incomplete.fetched() + 1);
    assertThat(List.of(again.status(), stillNot.status())).containsOnly(PollStatus.PARTIAL);
    assertThat(again.calls()).as("the thread again").isEqualTo(stillNot.calls() + 1);
    assertThat(complete.published()).isEqualTo(1);
    var found = run(key);
    assertThat(found.published()).as("the count says so: from its beginning").isEqualTo(1);
    assertThat(found.status()).isEqualTo(PollStatus.SUCCESS);
    assertThat(published()).extracting(CommunicationObserved::getExternalId).contains("T000SIM|C001|" + lost).doesNotHaveDuplicates();
  }

  @Test
  void aThreadThatIsGoneAndOneWhoseCursorDiedLeaveTheChannelReadable() {
    var key = connectSlack(List.of("C001"));
    SLACK.faults().add(FaultRule.refuse(400, "thread_not_found").path("/api/conversations.replies").times(1));
    SLACK.faults().add(FaultRule.of(FaultRule.Kind.EMPTY_PAGE).path("/api/conversations.replies").times(1));
    SLACK.faults().add(FaultRule.refuse(400, "invalid_cursor").path("/api/conversations.replies").after(2).times(1));

    var run = run(key);
    var next = run(key);

    assertThat(run.status()).as(run.error()).isEqualTo(PollStatus.SUCCESS);
    assertThat(next.status()).isEqualTo(PollStatus.SUCCESS);
    assertThat(published()).extracting(CommunicationObserved::getExternalId).hasSizeGreaterThanOrEqualTo(44).doesNotHaveDuplicates();
  }

  @Test
  void aMessageOfTwoMegabytesIsCutAndAnEditOfItComes() {
    var key = connectSlack(List.of("C001"));
    SLACK.faults().add(FaultRule.of(FaultRule.Kind.LONG_TEXT, "text").times(1));

    var run = run(key);

    assertThat(run.status()).isEqualTo(PollStatus.SUCCESS);
    assertThat(published()).filteredOn(event -> event.getSize() == 2 << 20).singleElement()
        .satisfies(event -> assertThat(event.getText().getText().length()).isLessThan(300_000));
    assertThat(run(key).published()).as("what it really says").isEqualTo(1);
  }

  @Test
  void aClockThatGoesBehindOursLosesNothing() {
    var key = connectSlack(List.of("C001"));
    run(key);

    var late = SLACK.say("C001", "U001", "said now, dated five minutes ago", null, Instant.now().minusSeconds(300));

    assertThat(run(key).published()).isEqualTo(1);
    assertThat(published()).extracting(CommunicationObserved::getExternalId).contains("T000SIM|C001|" + late);
  }
}
