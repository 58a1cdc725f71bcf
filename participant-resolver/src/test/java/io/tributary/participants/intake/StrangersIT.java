package io.tributary.participants.intake;

import static io.tributary.participants.RecordNow.record;
import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.Metrics;
import io.tributary.participants.Api;
import io.tributary.participants.Mail;
import io.tributary.participants.Resolver;
import io.tributary.participants.ResolverTest;
import io.tributary.participants.care.RunCare;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** What webhooks tell of people whom no record holds. */
@ResolverTest
class StrangersIT {

  private static final String ADA = "ada@acme.test";
  private static final String STRANGER = "stranger@elsewhere.test";

  @Autowired private Resolver resolver;
  @Autowired private RunCare care;
  @Autowired private Api api;

  @Test
  void aMailOfStrangersIsNotStoredUnlessSomebodyAskedForIt() {
    var tenant = resolver.ofNewTenant();
    tenant.apply(record(1).email(ADA));

    tenant.observe(Mail.from(STRANGER).id("told@x").told());
    assertThat(tenant.count("messages")).isZero();

    tenant.observe(Mail.from(STRANGER).id("told@x"));
    assertThat(tenant.count("messages")).isEqualTo(1);
  }

  @Test
  void aMailOfSomebodyWhomARecordHoldsIsStored() {
    var tenant = resolver.ofNewTenant();
    tenant.apply(record(1).email(ADA));

    tenant.observe(Mail.from(STRANGER).to(ADA).told());

    assertThat(tenant.count("messages")).isEqualTo(1);
    assertThat(tenant.link(ADA)).isEqualTo("LINKED 1");
  }

  @Test
  void anAnswerInAConversationThatIsStoredIsStoredWhoeverWroteIt() {
    var tenant = resolver.ofNewTenant();
    tenant.apply(record(1).email(ADA));
    tenant.observe(Mail.from(ADA).id("first@x").told());

    tenant.observe(Mail.from(STRANGER).id("second@x").inReplyTo("first@x").told());

    assertThat(tenant.count("messages")).isEqualTo(2);
  }

  @Test
  void inOneBatchToo() {
    var tenant = resolver.ofNewTenant();
    tenant.apply(record(1).email(ADA));

    tenant.observe(
        Mail.from(STRANGER).id("third@x").inReplyTo("second@x").told(),
        Mail.from(STRANGER).id("second@x").inReplyTo("first@x").told(),
        Mail.from(ADA).id("first@x").told(),
        Mail.from(STRANGER).id("other@x").told());

    assertThat(tenant.count("messages")).isEqualTo(3);
  }

  @Test
  void aTenantMayKeepEverything() {
    var tenant = resolver.ofNewTenant();
    tenant.database().runAsWorker(db -> db.execute(
        "insert into tenant_settings (tenant, version, keep_strangers) values (?, 1, true)", tenant.tenant()));

    tenant.observe(Mail.from(STRANGER).told());

    assertThat(tenant.count("messages")).isEqualTo(1);
  }

  @Test
  void aMailThatIsReadBeforeItsRecordIsHeardOfIsTakenInOnceItIs() {
    // Given a mail that two accounts hold
    var tenant = resolver.ofNewTenant();
    tenant.observe(Mail.from(ADA).to(STRANGER).id("early@x").subject("Early").told());
    tenant.observe(Mail.from(ADA).to(STRANGER).id("early@x").subject("Early").account("account-2").told());
    care.takeInStrangers();
    assertThat(tenant.count("messages") + tenant.count("conversations") + tenant.count("participants") + tenant.count("message_facts"))
        .as("it is nowhere as yet").isZero();

    // When
    tenant.apply(record(1).email(ADA));
    care.takeInStrangers();

    // Then
    assertThat(tenant.link(ADA)).isEqualTo("LINKED 1");
    assertThat(tenant.rows("select subject, text from messages where tenant = ?", tenant.tenant()).formatCSV()).contains("Early").contains("Dear all");
    assertThat(tenant.count("message_copies")).isEqualTo(2);
    assertThat(tenant.count("message_facts")).isEqualTo(1);
    var conversation = api.get(tenant.tenant(), "/api/records/1/conversations", 200).path("items").get(0);
    assertThat(conversation.path("message_count").asInt()).isEqualTo(1);
    assertThat(tenant.count("waiting_messages") + tenant.count("waiting_keys")).isZero();
  }

  @Test
  void anAnswerThatComesBeforeItsConversationIsTakenInWithIt() {
    var tenant = resolver.ofNewTenant();
    tenant.observe(Mail.from(STRANGER).id("second@x").inReplyTo("first@x").told());

    tenant.observe(Mail.from(ADA).id("first@x"));
    care.takeInStrangers();

    assertThat(tenant.rows("select message_count from conversations where tenant = ?", tenant.tenant()).getValues(0, Long.class)).containsExactly(2L);
  }

  @Test
  void whomNoRecordHoldsInTimeIsForgotten() {
    var tenant = resolver.ofNewTenant();
    tenant.observe(Mail.from(STRANGER).id("late@x").told());
    tenant.rows("update waiting_messages set told_at = told_at - interval '2 hours' where tenant = ? returning id", tenant.tenant());

    care.takeInStrangers();
    assertThat(tenant.count("waiting_messages") + tenant.count("waiting_keys")).isZero();
    tenant.apply(record(1).email(STRANGER));
    care.takeInStrangers();

    assertThat(tenant.count("messages")).isZero();
  }

  @Test
  void oneThatCannotBeStoredGoesAndStopsNoOther() {
    // Given three that come together: one that the database refuses, one that cannot be read
    var tenant = resolver.ofNewTenant();
    tenant.observe(Mail.from(ADA).id("refused@x").told());
    tenant.observe(Mail.from(ADA).id("unreadable@x").told());
    tenant.observe(Mail.from(ADA).id("sound@x").told(), Mail.from(STRANGER).id("late@x").told());
    spoil(tenant, "refused@x", "(message::jsonb || '{\"bulk\": null}')::text");
    spoil(tenant, "unreadable@x", "'no JSON'");
    tenant.rows("update waiting_messages set told_at = told_at - interval '2 hours' where tenant = ? and message like '%late@x%' returning id", tenant.tenant());
    var before = unstorable();

    // When
    tenant.apply(record(1).email(ADA));
    care.takeInStrangers();

    // Then
    assertThat(tenant.rows("select external_id from messages where tenant = ?", tenant.tenant()).getValues(0, String.class)).containsExactly("sound@x");
    assertThat(tenant.count("waiting_messages")).isZero();
    assertThat(unstorable() - before).isEqualTo(2);
  }

  private static void spoil(Resolver tenant, String id, String message) {
    assertThat(tenant.rows("update waiting_messages set message = " + message + " where tenant = ? and message like ? returning id",
        tenant.tenant(), '%' + id + '%')).hasSize(1);
  }

  private static double unstorable() {
    return Metrics.counter(TakeInStrangers.UNSTORABLE).count();
  }

  @Test
  void whatWaitsIsErasedWithThePersonWhoTakesPart() {
    var tenant = resolver.ofNewTenant();
    tenant.observe(Mail.from(ADA).id("stored@x"));
    tenant.observe(Mail.from(STRANGER).to(ADA).id("waiting@x").told(), Mail.from(STRANGER).id("other@x").told());
    assertThat(tenant.count("waiting_messages")).isEqualTo(2);

    api.send(tenant.tenant(), "POST", "/api/privacy/erasures", "{\"email\":\"%s\",\"reason\":\"asked\",\"confirm\":true}".formatted(ADA), 200);

    assertThat(tenant.count("waiting_messages")).isEqualTo(1);
    tenant.apply(record(1).email(ADA));
    care.takeInStrangers();
    assertThat(tenant.count("messages")).isEqualTo(1);
  }
}
