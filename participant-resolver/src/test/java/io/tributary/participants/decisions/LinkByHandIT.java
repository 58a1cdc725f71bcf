package io.tributary.participants.decisions;

import static io.tributary.participants.RecordNow.record;
import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.events.Visibility;
import io.tributary.participants.Api;
import io.tributary.participants.Chat;
import io.tributary.participants.Mail;
import io.tributary.participants.Resolver;
import io.tributary.participants.ResolverTest;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

/** What people decide sticks, says who decided it, and can be taken back. */
@ResolverTest
class LinkByHandIT {

  private static final String ADA = "ada@acme.test";
  private static final String BOB = "bob@home.test";

  @Autowired private Resolver all;
  @Autowired private Api api;
  private Resolver tenant;

  @BeforeEach
  void aTenantOfItsOwn() {
    tenant = all.ofNewTenant();
  }

  @Test
  void aManualLinkSaysWhoAndWhyAndTakesTheConversationsAlong() {
    // Given
    tenant.apply(record(1).email(ADA), record(2));
    tenant.observe(Mail.from(ADA).id("a"), Mail.from(ADA).id("b"));

    // When
    var link = link(ADA, "{\"record_id\": 2, \"confidence\": 0.8, \"reason\": \"she said so\"}", 200);

    // Then
    assertThat(link.path("status").asString()).isEqualTo("linked");
    assertThat(link.path("record_id").asLong()).isEqualTo(2);
    assertThat(link.path("method").asString()).isEqualTo("manual");
    assertThat(link.path("confidence").asDouble()).isEqualTo(0.8);
    assertThat(link.path("linked_by").asString()).isEqualTo("test");
    assertThat(api.get(tenant.tenant(), "/api/records/2/conversations", 200).path("items")).hasSize(2);
    assertThat(api.get(tenant.tenant(), "/api/records/1/conversations", 200).path("items")).isEmpty();
    assertThat(history()).endsWith("test LINKED 1 > LINKED 2 MANUAL");
  }

  @Test
  void noMachineUndoesWhatAPersonLinked() {
    tenant.apply(record(1).email(ADA), record(2));
    tenant.observe(Mail.from(ADA));
    link(ADA, "{\"record_id\": 2}", 200);

    tenant.apply(record(1).version(2).email(ADA).phone("+44 20 7946 0018"), record(3).email(ADA), record(2).version(2).email(BOB));
    tenant.observe(Mail.from(ADA).to("list@lists.test"), Mail.from(BOB).list(ADA));

    assertThat(tenant.link(ADA)).isEqualTo("LINKED 2");
  }

  @Test
  void anUnlinkedPairStaysForbiddenWhateverComes() {
    // Given
    tenant.apply(record(1).email(ADA));
    tenant.observe(Mail.from(ADA));

    // When
    assertThat(unlink(ADA, "?reason=another%20Ada", 200).path("status").asString()).isEqualTo("unlinked");

    // Then
    tenant.apply(record(1).version(2).email(ADA).phone("+44 20 7946 0018"));
    tenant.observe(Mail.from(ADA));
    tenant.apply(record(2).email(BOB), record(1).version(3).email(ADA).mergedInto(2));
    assertThat(tenant.link(ADA)).as("not its survivor's either").isEqualTo("UNLINKED");
    tenant.apply(record(3).email(ADA));
    assertThat(tenant.link(ADA)).as("another record's it may be").isEqualTo("LINKED 3");
  }

  @Test
  void decisionsAreTakenBackOneByOne() {
    // Given
    tenant.apply(record(1).email(ADA), record(2), record(3));
    tenant.observe(Mail.from(ADA));
    unlink(ADA, "", 200);
    link(ADA, "{\"record_id\": 2}", 200);
    link(ADA, "{\"record_id\": 3}", 200);

    // When, Then
    undo(ADA, 200);
    assertThat(tenant.link(ADA)).isEqualTo("LINKED 2");
    undo(ADA, 200);
    assertThat(tenant.link(ADA)).as("still forbidden").isEqualTo("UNLINKED");
    undo(ADA, 200);
    assertThat(tenant.link(ADA)).as("as if nobody had decided").isEqualTo("LINKED 1");
    undo(ADA, 409);
    assertThat(tenant.count("link_decisions")).isZero();
    assertThat(tenant.rows("select count(*) from decision_log where tenant = ? and undone_by = 'test'", tenant.tenant()).getFirst().get(0, Long.class))
        .as("what was undone is remembered: three decisions, one of which replaced another").isEqualTo(4);
  }

  @Test
  void theSameDecisionTwiceIsOne() {
    tenant.apply(record(1).email(ADA), record(2));
    tenant.observe(Mail.from(ADA));
    link(ADA, "{\"record_id\": 2}", 200);
    var before = tenant.everything();

    link(ADA, "{\"record_id\": 2}", 200);

    assertThat(tenant.everything()).isEqualTo(before);
  }

  @Test
  void aMergedRecordStandsForItsSurvivor() {
    tenant.apply(record(1).mergedInto(2), record(2).mergedInto(3), record(3));
    tenant.observe(Mail.from(ADA));

    assertThat(link(ADA, "{\"record_id\": 1}", 200).path("record_id").asLong()).isEqualTo(3);
  }

  @Test
  void whatCannotBeIsRefusedByName() {
    tenant.apply(record(1).email(ADA), record(2).deleted());
    tenant.observe(Mail.from(ADA).to(BOB));
    tenant.connect("account-1", 1, Visibility.FULL, "own@us.test");
    tenant.observe(Mail.from("own@us.test"));

    assertThat(link(ADA, "{\"record_id\": 7}", 404).path("detail").asString()).isEqualTo("There is no record 7.");
    link(ADA, "{\"record_id\": 2}", 404);
    link(ADA, "{}", 422);
    link(ADA, "{\"record_id\": 1, \"confidence\": 1.5}", 422);
    link("own@us.test", "{\"record_id\": 1}", 409);
    assertThat(unlink(BOB, "", 409).path("detail").asString()).contains("not linked");
    api.send(tenant.tenant(), "POST", "/api/participants/999999/link", "{\"record_id\": 1}", 404);
    assertThat(tenant.count("link_decisions")).isZero();
  }

  @Test
  void manyAreLinkedAtOnceAndOneThatIsRefusedHindersNoOther() {
    // Given
    tenant.apply(record(1), record(2).email("p1@acme.test"));
    tenant.observe(IntStream.range(0, 20).mapToObj(i -> Mail.from("p" + i + "@acme.test")).toArray(Mail[]::new));
    var links = IntStream.range(2, 20).mapToObj(i -> "{\"participant_id\": %d, \"record_id\": 1}".formatted(tenant.participant("p" + i + "@acme.test")))
        .collect(Collectors.joining(","));
    var unlinked = tenant.participant("p1@acme.test");

    // When
    var answer = api.send(tenant.tenant(), "POST", "/api/participants/links:bulk",
        "{\"links\": [%s, {\"participant_id\": %d}, {\"participant_id\": 999999, \"record_id\": 1}]}".formatted(links, unlinked), 200);

    // Then
    assertThat(answer.path("linked").asInt()).isEqualTo(19);
    assertThat(answer.path("links").get(19).path("error").asString()).isEqualTo("There is no participant 999999.");
    assertThat(tenant.link("p7@acme.test")).isEqualTo("LINKED 1");
    assertThat(tenant.link("p1@acme.test")).isEqualTo("UNLINKED");
  }

  @Test
  void decisionsAboutParticipantsThatTurnOutToBeOneHoldForIt() {
    // Given two participants of WhatsApp with a record each
    tenant.apply(record(1), record(2));
    tenant.observe(Chat.message(tenant, "a", Chat.NUMBER));
    tenant.observe(Chat.message(tenant, "b", Chat.LID));
    link(Chat.NUMBER.getRaw(), "{\"record_id\": 1}", 200);
    link(Chat.LID.getRaw(), "{\"record_id\": 2}", 200);

    // When
    tenant.observe(Chat.message(tenant, "c", Chat.NUMBER, Chat.LID));

    // Then the tenant's people have to say which
    assertThat(tenant.link(Chat.NUMBER.getRaw())).isEqualTo("AMBIGUOUS 1,2");

    // When
    link(Chat.NUMBER.getRaw(), "{\"record_id\": 2}", 200);

    // Then
    assertThat(tenant.link(Chat.NUMBER.getRaw())).isEqualTo("LINKED 2");
    assertThat(history()).anyMatch(line -> line.contains("LINKED 2 > UNLINKED"));
  }

  private JsonNode link(String handle, String body, int status) {
    return api.send(tenant.tenant(), "POST", "/api/participants/%d/link".formatted(tenant.participant(handle)), body, status);
  }

  private JsonNode unlink(String handle, String query, int status) {
    return api.send(tenant.tenant(), "DELETE", "/api/participants/%d/link%s".formatted(tenant.participant(handle), query), "", status);
  }

  private void undo(String handle, int status) {
    api.send(tenant.tenant(), "POST", "/api/participants/%d/link:undo".formatted(tenant.participant(handle)), "", status);
  }

  private List<String> history() {
    return tenant.rows("""
        select concat_ws(' ', changed_by, from_status, from_record_id, '>', to_status, to_record_id, method) from link_history where tenant = ? order by id""",
        tenant.tenant()).getValues(0, String.class);
  }
}
