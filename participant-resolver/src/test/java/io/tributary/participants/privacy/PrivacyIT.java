package io.tributary.participants.privacy;

import static io.tributary.participants.RecordNow.record;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tributary.participants.Api;
import io.tributary.participants.Mail;
import io.tributary.participants.Resolver;
import io.tributary.participants.ResolverTest;
import io.tributary.participants.care.RunCare;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@ResolverTest
class PrivacyIT {

  private static final String ERASE = "{\"email\":\"ada@acme.test\",\"reason\":\"she asked\",\"confirm\":%s}";

  @Autowired private Resolver all;
  @Autowired private Api api;
  @Autowired private RunCare care;
  @Autowired private ClearData clearData;
  private Resolver tenant;

  @BeforeEach
  void aTenantOfItsOwn() {
    tenant = all.ofNewTenant();
    observe(tenant);
  }

  private static void observe(Resolver tenant) {
    tenant.apply(record(1).email("ada@acme.test"), record(2).email("eve@home.test"));
    tenant.observe(
        Mail.from("ada@acme.test").name("Ada Lovelace").to("bob@home.test").id("hers").subject("Secret plan").text("Her words").at(0),
        Mail.from("bob@home.test").to("eve@home.test").id("others").subject("Lunch").text("At noon").at(10));
  }

  @Test
  void anErasedPersonIsNowhereAndDoesNotComeBack() {
    // Given a dry run changes nothing
    var before = tenant.everything();
    assertThat(api.send(tenant.tenant(), "POST", "/api/privacy/erasures", ERASE.formatted(false), 200).path("messages").asInt()).isEqualTo(1);
    assertThat(tenant.everything()).isEqualTo(before).contains("ada@acme.test");

    // When
    var erased = api.send(tenant.tenant(), "POST", "/api/privacy/erasures", ERASE.formatted(true), 200);

    // Then nothing says who she was, and what others said is as it was
    assertThat(erased.path("participants").asInt()).isEqualTo(1);
    var withoutRecords = tenant.everything().replaceAll("(?s)record_identities\n.*?record_match_values", "");
    assertThat(withoutRecords).doesNotContain("ada@acme.test", "Lovelace", "lovelace", "Secret plan", "Her words").contains("At noon");
    await().atMost(60, SECONDS).untilAsserted(() -> {
      care.purge();
      assertThat(tenant.rows("select id from participants where tenant = ? and erased_at is not null", tenant.tenant())).isEmpty();
    });

    // And what is delivered again is not stored
    observe(tenant);
    tenant.observe(Mail.from("ADA@acme.test").to("bob@home.test").id("new").text("Again"));
    assertThat(tenant.rows("select * from messages where tenant = ?", tenant.tenant()).formatCSV()).doesNotContain("Her words", "Again");
    assertThat(tenant.link("ada@acme.test")).isEmpty();
    assertThat(tenant.link("eve@home.test")).isEqualTo("LINKED 2");
    assertThat(api.send(tenant.tenant(), "POST", "/api/privacy/erasures", ERASE.formatted(true), 200).path("participants").asInt()).isZero();
  }

  @Test
  void anErasureNeedsAReasonAndSomebody() {
    api.send(tenant.tenant(), "POST", "/api/privacy/erasures", "{\"email\":\"ada@acme.test\",\"confirm\":true}", 422);
    api.send(tenant.tenant(), "POST", "/api/privacy/erasures", "{\"confirm\":false}", 422);
    assertThat(api.send(all.ofNewTenant().tenant(), "POST", "/api/privacy/erasures", ERASE.formatted(true), 200).path("participants").asInt())
        .as("another tenant's").isZero();
    assertThat(tenant.link("ada@acme.test")).isEqualTo("LINKED 1");
  }

  @Test
  void aPersonIsToldAllThatIsStored() {
    var told = api.text(tenant.tenant(), "/api/privacy/exports", "{\"record_id\":1}");

    assertThat(told.lines()).hasSize(2).allMatch(line -> line.startsWith("{") && line.endsWith("}"));
    assertThat(told).contains("Ada Lovelace", "ada@acme.test", "Secret plan", "Her words", "\"FROM\"").doesNotContain("At noon");
    assertThat(tenant.count("privacy_log")).isEqualTo(1);
  }

  @Test
  void aPersonIsToldThatTheyWereNotedAsASender() {
    tenant.rows("""
        insert into new_contacts (tenant, kind, value, written, display_name, identities)
        values (?, 'EMAIL', 'ada@acme.test', 'Ada@acme.test', 'Ada Lovelace', '[]') returning id""", tenant.tenant());

    assertThat(api.text(tenant.tenant(), "/api/privacy/exports", "{\"record_id\":1}")).contains("\"new_contact\"", "\"Ada@acme.test\"");
    assertThat(api.text(tenant.tenant(), "/api/privacy/exports", "{\"record_id\":2}")).doesNotContain("new_contact");
  }

  @Test
  void contentBeyondTheRetentionGoesAndStaysAway() {
    api.send(tenant.tenant(), "PUT", "/api/privacy/retention", "{\"retention_days\":0}", 422);
    api.send(tenant.tenant(), "PUT", "/api/privacy/retention", "{\"retention_days\":1}", 200);
    assertThat(api.get(tenant.tenant(), "/api/privacy/retention", 200).path("retention_days").asInt()).isEqualTo(1);

    care.retain();
    observe(tenant);

    assertThat(tenant.rows("select text, subject from messages where tenant = ?", tenant.tenant()).formatCSV()).doesNotContain("words", "plan", "noon");
    assertThat(tenant.count("messages")).isEqualTo(2);
  }

  @Test
  void whatIsClearedIsBuiltAnewByTheSameEvents() {
    // Given
    tenant.decide("bob@home.test", 2, "FORBIDDEN");
    var before = state();
    assertThat(clearData.plan(tenant.tenant(), null).messages()).isEqualTo(2);
    assertThat(state()).isEqualTo(before);

    // When
    var cleared = clearData.clear(tenant.tenant(), null, "eve", "a test");

    // Then
    assertThat(cleared.messages()).isEqualTo(2);
    assertThat(tenant.count("messages") + tenant.count("conversations") + tenant.count("message_copies")).isZero();
    assertThat(tenant.count("link_decisions")).as("people's decisions stay").isEqualTo(1);
    observe(tenant);
    assertThat(state()).isEqualTo(before);
  }

  @Test
  void aRecordsMessagesAreClearedWithoutThoseOfOthers() {
    clearData.clear(tenant.tenant(), 1L, "eve", "a test");

    assertThat(tenant.rows("select external_id from messages where tenant = ?", tenant.tenant()).getValues(0, String.class)).containsExactly("others");
    assertThat(tenant.rows("select handle from participants where tenant = ? and erased_at is null order by handle", tenant.tenant())
        .getValues(0, String.class)).containsExactly("bob@home.test", "eve@home.test");
    assertThat(tenant.rows("select sum(message_count) from conversation_participants where tenant = ?", tenant.tenant()).getFirst().get(0, Long.class))
        .isEqualTo(2);
  }

  /** Without ids and times of writing. */
  private String state() {
    return tenant.rows("""
        select m.external_id, m.subject, m.text, m.direction, m.unread, c.type, c.message_count, c.participant_count, c.bulk_count,
          (select string_agg(concat_ws(' ', p.handle, p.display_name, r.role, l.status, l.record_id, l.method, cp.message_count), ', ' order by p.handle, r.role)
            from message_participants r join participants p on p.tenant = r.tenant and p.id = r.participant_id
            join participant_links l on l.tenant = p.tenant and l.participant_id = p.id
            join conversation_participants cp on cp.tenant = c.tenant and cp.conversation_id = c.id and cp.participant_id = p.id
            where r.tenant = m.tenant and r.message_id = m.id) as who,
          (select string_agg(concat_ws(' ', participant_decision.decision, participant_decision.record_id), ',') from link_decisions participant_decision
            where participant_decision.tenant = m.tenant) as decisions
        from messages m join conversations c on c.tenant = m.tenant and c.id = m.conversation_id
        where m.tenant = ? order by m.external_id""", tenant.tenant()).formatCSV();
  }
}
