package io.tributary.connectors;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.events.CommunicationKind;
import io.tributary.events.CommunicationObserved;
import io.tributary.events.ObservedParticipant;
import io.tributary.events.PollStatus;
import io.tributary.simulators.gong.GongCall;
import io.tributary.simulators.people.SamplePeople;
import io.tributary.simulators.server.Answer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class GongIT extends PollerTest {

  @Test
  void everyCallIsPublishedOnceAndCountedAgainstWhatGongSays() {
    var key = connectGong();

    var first = run(key);
    var second = run(key);

    assertThat(first.status()).isEqualTo(PollStatus.SUCCESS);
    assertThat(first.expected()).isEqualTo(first.fetched()).isGreaterThanOrEqualTo(230);
    assertThat(first.calls()).as("pages of 100").isEqualTo(3);
    assertThat(second.calls()).as("nothing new: one call").isEqualTo(1);
    assertThat(second.published()).isZero();
    var call = published().getFirst();
    assertThat(call.getKind()).isEqualTo(CommunicationKind.CALL);
    assertThat(call.getParticipants()).extracting(ObservedParticipant::getSelf).contains(true, false);
    assertThat(published()).extracting(CommunicationObserved::getExternalId).doesNotHaveDuplicates().allMatch(id -> id.startsWith("gong|"));
  }

  @Test
  void anEmptyPeriodIsNoFailure() {
    GONG.breakWith(_ -> Answer.json(404, Map.of("requestId", "1", "errors", List.of("No calls found corresponding to the provided filters"))));
    var key = connectGong();

    assertThat(run(key).status()).isEqualTo(PollStatus.SUCCESS);
  }

  @Test
  void aCursorThatExpiredCostsThePagesOfItsPeriodAndNoCall() {
    var key = connectGong();
    var once = new AtomicBoolean(true);
    GONG.breakWith(request -> new String(request.body()).contains("\"cursor\":\"") && once.getAndSet(false)
        ? Answer.json(400, Map.of("requestId", "1", "errors", List.of("cursor has expired"))) : null);

    var run = run(key);

    assertThat(run.status()).isEqualTo(PollStatus.SUCCESS);
    assertThat(published()).extracting(CommunicationObserved::getExternalId).hasSizeGreaterThanOrEqualTo(230).doesNotHaveDuplicates();
  }

  @Test
  void aCallWhosePartiesComeLaterIsPublishedThen() {
    var key = connectGong();
    run(key);
    var started = Instant.now().minus(Duration.ofMinutes(30));
    GONG.add(new GongCall("7999999999999999999", "Late", started, 600, "host@ours.example", null));

    var without = run(key);
    GONG.add(new GongCall("7999999999999999999", "Late", started, 600, "host@ours.example", List.of(SamplePeople.all().getFirst())));
    var with = run(key);

    assertThat(without.published()).isZero();
    assertThat(without.status()).as("one is missing still").isEqualTo(PollStatus.PARTIAL);
    assertThat(with.published()).isEqualTo(1);
    assertThat(with.status()).isEqualTo(PollStatus.SUCCESS);
  }
}
