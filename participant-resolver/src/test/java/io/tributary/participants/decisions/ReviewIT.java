package io.tributary.participants.decisions;

import static io.tributary.participants.RecordNow.record;
import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.participants.Api;
import io.tributary.participants.Chat;
import io.tributary.participants.Mail;
import io.tributary.participants.Resolver;
import io.tributary.participants.ResolverTest;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

/** More than one record matches: people are asked once, and the answer holds for the identifier. */
@ResolverTest
class ReviewIT {

  private static final String ADA = "ada@acme.test";

  @Autowired private Resolver all;
  @Autowired private Api api;
  private Resolver tenant;

  @BeforeEach
  void aTenantOfItsOwn() {
    tenant = all.ofNewTenant();
  }

  @Test
  void theQueueNamesTheCandidatesAndWhatSpeaksForThem() {
    tenant.apply(record(1).email(ADA), record(2).email(ADA), record(3).email("bob@acme.test"));
    tenant.observe(Mail.from(ADA).to("bob@acme.test"));

    var waiting = api.get(tenant.tenant(), "/api/links/review", 200).path("items");

    assertThat(waiting).hasSize(1);
    assertThat(waiting.get(0).path("handle").asString()).isEqualTo(ADA);
    assertThat(waiting.get(0).path("reason").asString()).isEqualTo("several records hold it");
    assertThat(waiting.get(0).path("conversations").asLong()).isEqualTo(1);
    assertThat(waiting.get(0).path("candidates").values().stream()
        .map(one -> "%d %s %s".formatted(one.path("record_id").asLong(), one.path("display_name").asString(), one.path("reason").asString())))
        .containsExactly("1 Record 1 email_match", "2 Record 2 email_match");
  }

  @Test
  void theQueueIsPaged() {
    var shared = IntStream.range(0, 5).mapToObj(i -> "p" + i + "@acme.test").toList();
    var one = record(1);
    var two = record(2);
    shared.forEach(address -> {
      one.email(address);
      two.email(address);
    });
    tenant.apply(one, two);
    tenant.observe(shared.stream().map(Mail::from).toArray(Mail[]::new));

    var pages = api.pages(tenant.tenant(), "/api/links/review", 2);

    assertThat(pages.stream().map(List::size)).containsExactly(2, 2, 1);
    assertThat(pages.stream().flatMap(List::stream).map(item -> item.path("handle").asString())).containsExactlyInAnyOrderElementsOf(shared);
  }

  @Test
  void oneAnswerHoldsForTheNumberOnWhateverChannelItIsShown() {
    // Given a number that two records hold, seen in a chat
    tenant.apply(record(1).phone("+44 20 7946 0018"), record(2).phone("+44 20 7946 0018"));
    tenant.observe(Chat.message(tenant, "a", Chat.NUMBER));
    assertThat(tenant.link(Chat.NUMBER.getRaw())).isEqualTo("AMBIGUOUS 1,2");

    // When
    var decided = answer(Chat.NUMBER.getRaw(), "{\"record_id\": 2, \"reason\": \"her new number\"}", 200);

    // Then
    assertThat(decided.path("link").path("record_id").asLong()).isEqualTo(2);
    assertThat(api.get(tenant.tenant(), "/api/links/review", 200).path("items")).isEmpty();

    // When the same number shows up as another participant, found by what a directory says of it
    tenant.observe(Mail.from("somebody@home.test").evidence(Chat.NUMBER));

    // Then
    assertThat(tenant.link("somebody@home.test")).isEqualTo("LINKED 2");
  }

  @Test
  void anAnswerIsKeptThroughChangesAndFollowsAMerge() {
    tenant.apply(record(1).email(ADA), record(2).email(ADA));
    tenant.observe(Mail.from(ADA));
    answer(ADA, "{\"record_id\": 1}", 200);

    tenant.apply(record(3).email(ADA), record(1).version(2));
    assertThat(tenant.link(ADA)).isEqualTo("LINKED 1");
    tenant.apply(record(1).version(3).mergedInto(3));
    assertThat(tenant.link(ADA)).isEqualTo("LINKED 3");
    tenant.apply(record(3).version(2).deleted());
    assertThat(tenant.link(ADA)).as("its record is gone, one is left").isEqualTo("LINKED 2");
  }

  @Test
  void nobodysIsAnAnswerToo() {
    tenant.apply(record(1).email(ADA), record(2).email(ADA));
    tenant.observe(Mail.from(ADA));

    answer(ADA, "{\"nobody\": true}", 200);

    assertThat(tenant.link(ADA)).isEqualTo("UNLINKED");
    answer(ADA, "{\"nobody\": true, \"record_id\": 1}", 422);
    answer(ADA, "{\"record_id\": 9}", 404);
  }

  @Test
  void anAnswerSettlesWhatPeopleDecidedDifferentlyBefore() {
    tenant.apply(record(1).email(ADA), record(2).email(ADA));
    tenant.observe(Mail.from(ADA));
    api.send(tenant.tenant(), "POST", "/api/participants/%d/link".formatted(tenant.participant(ADA)), "{\"record_id\": 1}", 200);

    answer(ADA, "{\"nobody\": true}", 409);
    answer(ADA, "{\"record_id\": 2}", 200);

    assertThat(tenant.link(ADA)).isEqualTo("LINKED 2");
  }

  @Test
  void whatWasRememberedIsListedAndForgotten() {
    tenant.apply(record(1).email(ADA), record(2).email(ADA));
    tenant.observe(Mail.from(ADA));
    answer(ADA, "{\"record_id\": 1, \"reason\": \"asked her\"}", 200);

    var rule = api.get(tenant.tenant(), "/api/links/rules", 200).path("items").get(0);
    assertThat("%s %s %s %s".formatted(rule.path("kind").asString(), rule.path("record_id").asLong(), rule.path("decided_by").asString(),
        rule.path("reason").asString())).isEqualTo("EMAIL 1 test asked her");

    api.send(tenant.tenant(), "DELETE", "/api/links/rules?kind=EMAIL&value=" + ADA, "", 204);
    assertThat(tenant.link(ADA)).isEqualTo("AMBIGUOUS 1,2");
    api.send(tenant.tenant(), "DELETE", "/api/links/rules?kind=EMAIL&value=" + ADA, "", 404);
  }

  private JsonNode answer(String handle, String body, int status) {
    return api.send(tenant.tenant(), "POST", "/api/links/review/%d".formatted(tenant.participant(handle)), body, status);
  }
}
