package io.tributary.participants.explain;

import static io.tributary.participants.RecordNow.record;
import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.participants.Api;
import io.tributary.participants.Mail;
import io.tributary.participants.Resolver;
import io.tributary.participants.ResolverTest;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

/** Why is this here, and why is that not: answered from what is stored. */
@ResolverTest
class ExplainIT {

  private static final String ADA = "ada@acme.test";

  @Autowired private Resolver all;
  @Autowired private Api api;
  private Resolver tenant;

  @BeforeEach
  void aTenantOfItsOwn() {
    tenant = all.ofNewTenant();
  }

  @Test
  void aParticipantNamesIdentifierRuleAccountAndMessage() {
    // Given
    tenant.apply(record(1).email(ADA), record(9).company("acme.test"));
    tenant.observe(Mail.from(ADA).account("account-7"));

    // When
    var explained = participant(ADA);

    // Then
    assertThat(explained.path("decision").path("rule").asString()).isEqualTo("records hold its identifier");
    assertThat(explained.path("decision").path("record_id").asLong()).isEqualTo(1);
    assertThat(explained.path("decision").path("secondary_record_id").asLong()).isEqualTo(9);
    assertThat(texts(explained.path("rules"), "outcome")).startsWith("nothing to say").contains("decided").endsWith("not asked");
    var match = explained.path("matches").get(0);
    assertThat("%s %s %s %s".formatted(match.path("field").asString(), match.path("value").asString(), match.path("strength").asString(),
        match.path("outcome").asString())).isEqualTo("work_email %s full used".formatted(ADA));
    assertThat(explained.path("last_messages").get(0).path("accounts").get(0).asString()).isEqualTo("account-7");
    assertThat(explained.path("last_messages").get(0).path("learnt_by").asString()).isEqualTo("sync");
    assertThat(texts(explained.path("history"), "by")).containsExactly("resolver");
  }

  @Test
  void whatWasSkippedSaysByWhichFilter() {
    // Given a link that a person forbade, and one to a list
    tenant.apply(record(1).email(ADA), record(2).emailWith(ADA, "city"), record(3).email("team@lists.test"));
    tenant.observe(Mail.from(ADA).to("team@lists.test").list("team@lists.test"));
    api.send(tenant.tenant(), "DELETE", "/api/participants/%d/link?reason=no".formatted(tenant.participant(ADA)), "", 200);

    // Then
    var ada = participant(ADA);
    assertThat(ada.path("decision").path("status").asString()).isEqualTo("ambiguous");
    assertThat(texts(ada.path("matches"), "outcome"))
        .containsExactlyInAnyOrder("skipped: a person forbade the record for this participant", "candidate: the other fields of the rule do not agree",
            "skipped: a person forbade the record for this participant", "candidate: the other fields of the rule do not agree");
    assertThat(ada.path("decisions").get(0).path("decision").asString()).isEqualTo("forbidden");
    assertThat(ada.path("decisions").get(0).path("reason").asString()).isEqualTo("no");
    assertThat(texts(participant("team@lists.test").path("matches"), "outcome")).allMatch("skipped: it is a mailing list"::equals);
  }

  @Test
  void aRecordNamesWhoShowsItsIdentifiersLinkedOrNot() {
    // Given
    tenant.apply(record(1).email(ADA).phone("+44 20 7946 0018"), record(2).email("bob@acme.test"), record(3).email("eve@acme.test").mergedInto(1));
    tenant.observe(Mail.from(ADA).id("a").account("account-7"), Mail.from("bob@acme.test").to("eve@acme.test"), Mail.from("ada+news@acme.test"));
    api.send(tenant.tenant(), "POST", "/api/participants/%d/link".formatted(tenant.participant("bob@acme.test")), "{\"record_id\": 1}", 200);
    tenant.connect("account-7", 1, io.tributary.events.Visibility.FULL, "eve@acme.test");

    // When
    var explained = api.get(tenant.tenant(), "/api/records/1/explain", 200);

    // Then
    assertThat(texts(explained.path("participants"), "handle")).containsExactlyInAnyOrder(ADA, "bob@acme.test", "eve@acme.test", "ada+news@acme.test");
    assertThat(of(explained, ADA)).isEqualTo("linked: one record holds it: email_match");
    assertThat(of(explained, "bob@acme.test")).isEqualTo("linked: linked by a person");
    assertThat(of(explained, "eve@acme.test")).isEqualTo("skipped: it is a connected account's own");
    assertThat(of(explained, "ada+news@acme.test")).isEqualTo("candidate: only the address without its tag is the same");
    assertThat(explained.path("participants").get(0).path("account").asString()).startsWith("account-");
    assertThat(explained.path("identifiers").values().stream()
        .filter(held -> held.path("kind").asString().equals("PHONE")).map(held -> held.path("participants").asInt())).containsExactly(0);
    assertThat(texts(explained.path("identifiers"), "held_by")).contains("1", "3");
  }

  @Test
  void whoWasJoinedAnswersWithTheOlderAndWhatIsUnknownIsNotThere() {
    tenant.apply(record(1).mergedInto(2), record(2));

    assertThat(api.get(tenant.tenant(), "/api/records/1/explain", 200).path("merged_into").asLong()).isEqualTo(2);
    api.get(tenant.tenant(), "/api/records/7/explain", 404);
    api.get(tenant.tenant(), "/api/participants/999999/explain", 404);
  }

  private JsonNode participant(String handle) {
    return api.get(tenant.tenant(), "/api/participants/%d/explain".formatted(tenant.participant(handle)), 200);
  }

  private static String of(JsonNode explained, String handle) {
    return explained.path("participants").values().stream().filter(one -> one.path("handle").asString().equals(handle))
        .map(one -> one.path("status").asString() + ": " + one.path("why").asString()).findFirst().orElseThrow();
  }

  private static List<String> texts(JsonNode list, String name) {
    return list.values().stream().map(one -> one.path(name).asString()).toList();
  }
}
