package io.tributary.connectors;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.events.CommunicationKind;
import io.tributary.events.CommunicationObserved;
import io.tributary.events.PollStatus;
import io.tributary.simulators.people.SamplePeople;
import io.tributary.simulators.server.Answer;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FathomIT extends PollerTest {

  @Test
  void everyMeetingIsPublishedOnce() {
    var key = connectFathom();

    var first = run(key);
    FATHOM.add(Instant.now().toEpochMilli(), "New", Instant.now().minus(Duration.ofHours(1)), List.of(SamplePeople.all().getFirst()));
    var second = run(key);
    var third = run(key);

    assertThat(first.status()).isEqualTo(PollStatus.SUCCESS);
    assertThat(first.published()).isGreaterThanOrEqualTo(25);
    assertThat(second.published()).isEqualTo(1);
    assertThat(third.published()).isZero();
    assertThat(third.calls()).isEqualTo(1);
    assertThat(published()).allMatch(event -> event.getKind() == CommunicationKind.MEETING)
        .extracting(CommunicationObserved::getExternalId).doesNotHaveDuplicates();
  }

  @Test
  void aMeetingWithNullsWhereDatesShouldBeIsNamedAndTheOthersCome() {
    var key = connectFathom();
    var undated = new LinkedHashMap<String, Object>(Map.of("recording_id", 1, "title", "Undated"));
    Arrays.asList("created_at", "scheduled_start_time", "recording_start_time").forEach(name -> undated.put(name, null));
    var dated = Map.of("recording_id", 2, "title", "Dated", "created_at", "2026-11-01T10:00:00Z",
        "calendar_invitees", List.of(Map.of("email", "ada@example.org", "is_external", true)));
    FATHOM.breakWith(_ -> Answer.ok(Map.of("items", List.of(undated, dated))));

    var run = run(key);

    assertThat(run.status()).isEqualTo(PollStatus.PARTIAL);
    assertThat(run.error()).contains("a meeting without id or date");
    assertThat(published()).extracting(CommunicationObserved::getSubject).containsExactly("Dated");
  }

  @Test
  void whatFathomSaysIsLeftIsBelieved() {
    var key = connectFathom();
    FATHOM.breakWith(_ -> new Answer(200, "application/json", "{\"items\":[],\"next_cursor\":null}".getBytes(),
        Map.of("RateLimit-Remaining", "0", "RateLimit-Reset", "50")));

    assertThat(run(key).status()).isEqualTo(PollStatus.SUCCESS);
    var second = run(key);

    assertThat(second.status()).isEqualTo(PollStatus.RATE_LIMITED);
    assertThat(second.calls()).as("known before the 429").isZero();
  }
}
