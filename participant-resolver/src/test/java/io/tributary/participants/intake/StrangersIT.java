package io.tributary.participants.intake;

import static io.tributary.participants.RecordNow.record;
import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.participants.Mail;
import io.tributary.participants.Resolver;
import io.tributary.participants.ResolverTest;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** What webhooks tell of people whom no record holds. */
@ResolverTest
class StrangersIT {

  private static final String ADA = "ada@acme.test";
  private static final String STRANGER = "stranger@elsewhere.test";

  @Autowired private Resolver resolver;

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
}
