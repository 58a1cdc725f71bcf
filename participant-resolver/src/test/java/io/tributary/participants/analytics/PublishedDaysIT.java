package io.tributary.participants.analytics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tributary.events.DailyAnalytics;
import io.tributary.events.Topics;
import io.tributary.events.Visibility;
import io.tributary.participants.Mail;
import io.tributary.participants.Resolver;
import io.tributary.participants.ResolverTest;
import io.tributary.participants.care.RunCare;
import io.tributary.service.kafka.Received;
import io.tributary.service.testing.EventReader;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** The figures of a day on their topic: states under one key, of which compaction may keep the last alone. */
@ResolverTest
class PublishedDaysIT {

  private static final Duration LIMIT = Duration.ofSeconds(60);

  @Autowired private Resolver all;
  @Autowired private RunCare care;

  @Test
  void theLastStateUnderADaysKeyHoldsAllItsFigures() {
    // Given
    var tenant = all.ofNewTenant();
    tenant.connect("account-1", 1, Visibility.FULL, "bob@home.test");

    // When
    tenant.observe(Mail.from("ada@acme.test").to("bob@home.test").id("question").at(0));
    care.countDays();
    // Then
    await().atMost(LIMIT).untilAsserted(() -> assertThat(published(tenant)).last().satisfies(day -> {
      assertThat(day.key()).isEqualTo(tenant.tenant() + "|email|2026-03-02");
      assertThat(state(day).getMessagesIn()).isEqualTo(1);
      assertThat(state(day).getMessagesOut()).isZero();
      assertThat(state(day).getMedianResponseSeconds()).isNull();
    }));

    // When
    tenant.observe(Mail.from("bob@home.test").to("ada@acme.test").id("answer").inReplyTo("question").at(5));
    care.countDays();
    // Then
    await().atMost(LIMIT).untilAsserted(() -> assertThat(published(tenant)).last().satisfies(day -> {
      assertThat(state(day).getMessagesIn()).isEqualTo(1);
      assertThat(state(day).getMessagesOut()).isEqualTo(1);
      assertThat(state(day).getMedianResponseSeconds()).isEqualTo(300);
    }));
    assertThat(published(tenant)).extracting(Received::key).containsOnly(tenant.tenant() + "|email|2026-03-02");
    assertThat(published(tenant)).extracting(day -> state(day).getVersion()).isSorted();
  }

  private static DailyAnalytics state(Received<DailyAnalytics> day) {
    return Objects.requireNonNull(day.value());
  }

  private static List<Received<DailyAnalytics>> published(Resolver tenant) {
    return EventReader.all(Topics.COMMUNICATION_ANALYTICS).stream().filter(day -> day.key().startsWith(tenant.tenant() + "|")).toList();
  }
}
