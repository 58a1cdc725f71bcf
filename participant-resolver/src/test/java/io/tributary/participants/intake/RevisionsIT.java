package io.tributary.participants.intake;

import static io.tributary.participants.RecordNow.record;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tributary.events.ChatHints;
import io.tributary.events.CommunicationObserved;
import io.tributary.events.Text;
import io.tributary.events.Topics;
import io.tributary.participants.Api;
import io.tributary.participants.Chat;
import io.tributary.participants.Resolver;
import io.tributary.participants.ResolverTest;
import io.tributary.participants.care.RunCare;
import io.tributary.service.testing.EventReader;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

/** Messages that are edited and taken back after they were said. */
@ResolverTest
class RevisionsIT {

  private static final Instant NOON = Instant.parse("2026-03-02T12:00:00Z");
  private static final ChatHints FIRST = ChatHints.newBuilder().build();
  private static final ChatHints EDITED = ChatHints.newBuilder().setEdited(true).build();
  private static final ChatHints DELETED = ChatHints.newBuilder().setDeleted(true).build();

  @Autowired private Resolver all;
  @Autowired private Api api;
  @Autowired private RunCare care;
  private Resolver tenant;

  @BeforeEach
  void aTenantOfItsOwn() {
    tenant = all.ofNewTenant();
    tenant.apply(record(1).phone("+44 20 7946 0018"));
  }

  @Test
  void anEditReplacesTheTextAndItsFactIsPublishedAnew() {
    tenant.observe(said("m", "Hello Wrold", 0, FIRST));

    tenant.observe(said("m", "Hello", 1, EDITED));

    assertThat(shown("m").path("text").asString()).isEqualTo("Hello");
    assertThat(shown("m").path("edited").asBoolean()).isTrue();
    assertThat(shown("m").path("deleted").asBoolean()).isFalse();
    assertThat(fact("m")).isEqualTo("2 5 false");
    assertThat(tenant.count("messages")).isEqualTo(1);
  }

  @Test
  void whatIsTakenBackIsShownAsDeletedAndHasNoContentWhateverComesAfter() {
    tenant.observe(said("m", "A secret", 0, FIRST));

    tenant.observe(said("m", "A secret", 1, DELETED));
    tenant.observe(said("m", "A secret", 2, FIRST), said("m", "Another secret", 3, EDITED));

    assertThat(shown("m").path("deleted").asBoolean()).isTrue();
    assertThat(shown("m").path("edited").asBoolean()).isFalse();
    assertThat(fact("m")).isEqualTo("2 0 true");
    assertThat(tenant.everything()).doesNotContain("secret");
    assertThat(conversation().path("message_count").asInt()).as("it was said all the same").isEqualTo(1);
  }

  @Test
  void analystsLearnThatItWasTakenBack() {
    tenant.observe(said("m", "A secret", 0, FIRST));
    tenant.observe(said("m", "A secret", 1, DELETED));

    await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> assertThat(EventReader.all(Topics.COMMUNICATION_FACTS))
        .filteredOn(received -> received.key().startsWith(tenant.tenant() + "|"))
        .last().satisfies(received -> {
          assertThat(received.value().getDeleted()).isTrue();
          assertThat(received.value().getSize()).isZero();
        }));
  }

  @Test
  void theSubjectOfAConversationGoesWithItsFirstMessage() {
    tenant.observe(said("a", "One", 0, FIRST), said("b", "Two", 10, FIRST));
    tenant.observe(said("b", "Two", 11, DELETED));
    assertThat(conversation().path("subject").asString()).isEqualTo("Plans");

    tenant.observe(said("a", "One", 12, DELETED));

    assertThat(conversation().path("subject").isNull()).isTrue();
    assertThat(tenant.everything()).doesNotContain("Plans");
  }

  @Test
  void anEditDoesNotBringBackWhatIsBeyondItsRetention() {
    tenant.observe(said("m", "Old words", 0, FIRST));
    tenant.rows("insert into privacy_settings (tenant, retention_days) values (?, 1) returning tenant", tenant.tenant());
    care.retain();

    tenant.observe(said("m", "New words", 1, EDITED));

    assertThat(tenant.everything()).doesNotContain("words");
  }

  @Test
  void theSameAgainChangesNothing() {
    var batch = new CommunicationObserved[] {said("a", "One", 0, FIRST), said("a", "Won", 1, EDITED), said("b", "Two", 2, DELETED)};
    tenant.observe(batch);
    var before = tenant.everything();

    tenant.observe(batch);
    tenant.observe(batch[2], batch[0]);

    assertThat(tenant.everything()).isEqualTo(before);
  }

  @Test
  void whereTheProviderSaysWhenItWasEditedThatCounts() {
    var newer = ChatHints.newBuilder().setEdited(true).setEditedAt(NOON.plusSeconds(20)).build();
    var older = ChatHints.newBuilder().setEdited(true).setEditedAt(NOON.plusSeconds(10)).build();

    tenant.observe(said("m", "Newer", 1, newer));
    tenant.observe(said("m", "Older, read later", 2, older));

    assertThat(shown("m").path("text").asString()).isEqualTo("Newer");
  }

  @Test
  void ofTwoEditsOfOneTimeTheOneThatWasReadLaterStandsHoweverTheyAreTold() {
    var edited = ChatHints.newBuilder().setEdited(true).setEditedAt(NOON).build();
    var later = said("m", "Right", 2, edited);
    var earlier = said("m", "Wrong", 1, edited);

    tenant.observe(said("m", "First", 0, FIRST), earlier, later);
    tenant.observe(earlier);
    assertThat(shown("m").path("text").asString()).isEqualTo("Right");

    tenant.observe(said("n", "First", 0, FIRST));
    tenant.observe(said("n", "Right", 2, edited), said("n", "Wrong", 1, edited));
    assertThat(shown("n").path("text").asString()).isEqualTo("Right");

    // Read once more, it stands against what was read before that
    tenant.observe(said("m", "Right", 5, edited));
    tenant.observe(said("m", "Wrong", 4, edited));
    assertThat(shown("m").path("text").asString()).isEqualTo("Right");
    tenant.observe(said("m", "Newest", 6, edited));
    assertThat(shown("m").path("text").asString()).isEqualTo("Newest");
  }

  @Test
  void inWhateverOrderAndBatchesTheyComeTheEndIsTheSame() {
    // Given a message that is edited there and back, one that is taken back in between, one that shows no text at first
    var events = List.of(
        new Event("a", "first", 0, FIRST), new Event("a", "second", 10, EDITED), new Event("a", "third", 20, EDITED), new Event("a", "second", 30, EDITED),
        new Event("b", "first", 1, FIRST), new Event("b", "second", 11, EDITED), new Event("b", "second", 21, DELETED), new Event("b", "second", 31, DELETED),
        new Event("c", null, 2, FIRST), new Event("c", "first", 12, FIRST), new Event("c", "second", 22, EDITED),
        new Event("d", "first", 3, FIRST));
    var expected = end(deliver(events, new Random(0), false));
    assertThat(expected).contains("second").contains("first").doesNotContain("third");

    for (int order = 1; order <= Integer.getInteger("tributary.properties.sequences", 12); order++) {
      assertThat(end(deliver(events, new Random(order), true))).as("order %d", order).isEqualTo(expected);
    }
  }

  private record Event(String id, @Nullable String text, int second, ChatHints hints) {}

  private Resolver deliver(List<Event> events, Random random, boolean shuffled) {
    tenant = all.ofNewTenant();
    var arriving = new ArrayList<>(events);
    if (shuffled) {
      events.stream().filter(_ -> random.nextInt(3) == 0).forEach(arriving::add);
      Collections.shuffle(arriving, random);
    }
    while (!arriving.isEmpty()) {
      var next = arriving.subList(0, shuffled ? 1 + random.nextInt(Math.min(4, arriving.size())) : 1);
      tenant.observe(next.stream().map(event -> said(event.id(), event.text(), event.second(), event.hints())).toArray(CommunicationObserved[]::new));
      next.clear();
    }
    return tenant;
  }

  private static String end(Resolver tenant) {
    return tenant.rows("""
        select m.external_id, m.subject, m.text, m.size, m.edited_as_of, m.deleted_at, f.size as fact_size, f.deleted, c.subject as of_conversation
        from messages m join message_facts f on f.tenant = m.tenant and f.message_id = m.id
        join conversations c on c.tenant = m.tenant and c.id = m.conversation_id
        where m.tenant = ? order by 1""", tenant.tenant()).formatCSV();
  }

  /** @param second after noon, when it was read from the provider */
  private CommunicationObserved said(String id, @Nullable String text, int second, ChatHints hints) {
    return CommunicationObserved.newBuilder(Chat.message(tenant, id, Chat.NUMBER))
        .setSubject("Plans")
        .setText(text == null ? null : new Text(text, false))
        .setSize(text == null ? 0 : text.length())
        .setSentAt(NOON.plusSeconds(id.charAt(0)))
        .setObservedAt(NOON.plusSeconds(second))
        .setChatHints(hints)
        .build();
  }

  private JsonNode conversation() {
    return api.get(tenant.tenant(), "/api/records/1/conversations", 200).path("items").get(0);
  }

  private JsonNode shown(String id) {
    return api.get(tenant.tenant(), "/api/conversations/" + conversation().path("id").asLong() + "/messages", 200).path("items").values().stream()
        .filter(message -> message.path("external_id").asString().equals(id)).findFirst().orElseThrow();
  }

  /** Its version, size, and whether it was taken back. */
  private String fact(String id) {
    var row = tenant.rows("""
        select f.version, f.size, f.deleted from message_facts f join messages m on m.tenant = f.tenant and m.id = f.message_id
        where m.tenant = ? and m.external_id = ?""", tenant.tenant(), id).getFirst();
    return row.get(0) + " " + row.get(1) + " " + row.get(2);
  }
}
