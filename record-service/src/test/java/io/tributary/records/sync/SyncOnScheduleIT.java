package io.tributary.records.sync;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.events.Channel;
import io.tributary.events.Keys;
import io.tributary.events.SyncReason;
import io.tributary.events.SyncRequested;
import io.tributary.events.Topics;
import io.tributary.records.Api;
import io.tributary.records.ApiTest;
import io.tributary.service.database.Database;
import io.tributary.service.testing.EventReader;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@ApiTest
class SyncOnScheduleIT {

  @Autowired private SyncOnSchedule schedule;
  @Autowired private Database database;
  private Api api;
  private long ed;

  @BeforeEach
  void aRecordOfTwoChannels(@Autowired Api service) {
    api = service.asTenant();
    api.people("people");
    ed = api.record("people", "{\"work_email\": \"ed@tanous.net\", \"phone\": \"020 7946 0018\", \"linkedin\": \"https://linkedin.com/in/ed\"}");
  }

  @Test
  void aRecordIsAskedForOnceAPeriodOnEveryChannelOnWhichTheRulesKnowIt() {
    profile("{\"sync_frequency_hours\": 6}");
    schedule.askForAllThatAreDue();
    assertThat(requests(Channel.EMAIL)).as("not due yet").isEmpty();

    comesDue();
    schedule.askForAllThatAreDue();
    schedule.askForAllThatAreDue();

    assertThat(requests(Channel.EMAIL)).singleElement().satisfies(request -> {
      assertThat(request.getReason()).isEqualTo(SyncReason.SCHEDULED);
      assertThat(request.getForce()).isFalse();
    });
    assertThat(requests(Channel.WHATSAPP)).hasSize(1);
    assertThat(requests(Channel.LINKEDIN)).as("no rule names that field").isEmpty();
  }

  @Test
  void whatIsAskedForTwiceSinceTheDatabaseWasLostHasTheIdItHad() {
    profile("{\"sync_frequency_hours\": 6}");
    comesDue();
    var before = database.<Object>asWorker(db -> db.fetchValue("select next_sync_at from record_profiles where record_id = ?", ed));
    schedule.askForAllThatAreDue();

    database.runAsWorker(db -> db.execute("update record_profiles set next_sync_at = ?::timestamptz where record_id = ?", before, ed));
    schedule.askForAllThatAreDue();

    assertThat(requests(Channel.EMAIL)).hasSize(2).extracting(SyncRequested::getRequestId).containsOnly(requests(Channel.EMAIL).getFirst().getRequestId());
  }

  @Test
  void aScheduleThatIsSwitchedOffOrWhoseRecordIsGoneAsksForNothing() {
    profile("{\"sync_frequency_hours\": 6}");
    var off = profile("{\"auto_sync_enabled\": false}");
    assertThat(off.path("next_sync_at").isNull()).isTrue();
    assertThat(off.path("sync_frequency_hours").asInt()).isEqualTo(6);

    profile("{\"auto_sync_enabled\": true}");
    comesDue();
    api.delete("/api/records/" + ed).expect(204);
    schedule.askForAllThatAreDue();

    assertThat(requests(Channel.EMAIL)).isEmpty();
  }

  @Test
  void whatIsNoScheduleIsRefused() {
    var path = "/api/records/%d/profile".formatted(ed);
    for (var body : List.of("{}", "[]", "{\"sync_frequency_hours\": 0}", "{\"sync_frequency_hours\": 1.5}", "{\"auto_sync_enabled\": \"yes\"}",
        "{\"frequency\": 1}", "{\"auto_sync_enabled\": null}")) {
      assertThat(api.patch(path, body).status()).as(body).isEqualTo(422);
    }
    api.patch("/api/records/999999999/profile", "{\"sync_frequency_hours\": 1}").problem(404);
    assertThat(profile("{\"sync_frequency_hours\": null}").path("next_sync_at").isNull()).isTrue();
  }

  private tools.jackson.databind.JsonNode profile(String change) {
    return api.patch("/api/records/%d/profile".formatted(ed), change).expect(200);
  }

  private void comesDue() {
    database.runAsWorker(db -> db.execute("update record_profiles set next_sync_at = clock_timestamp() - interval '1 minute' where record_id = ?", ed));
  }

  private List<SyncRequested> requests(Channel channel) {
    return EventReader.all(Topics.SYNC_REQUESTS.get(channel)).stream()
        .filter(received -> received.key().equals(Keys.of(api.tenant(), ed)))
        .map(received -> received.value())
        .toList();
  }
}
