package io.tributary.participants.care;

import static io.tributary.participants.RecordNow.record;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tributary.events.Visibility;
import io.tributary.participants.Api;
import io.tributary.participants.Mail;
import io.tributary.participants.Overlap;
import io.tributary.participants.Resolver;
import io.tributary.participants.ResolverTest;
import io.tributary.participants.links.DecideLinks;
import io.tributary.participants.links.ParticipantKey;
import io.tributary.participants.links.PublishedRows;
import io.tributary.participants.privacy.ClearData;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Messages that no record holds any more, of tenants who keep them for 30 days unless they say otherwise. */
@ResolverTest
class OrphansIT {

  private static final String ADA = "ada@acme.test";
  private static final String BOB = "bob@home.test";

  @Autowired private Resolver all;
  @Autowired private RunCare care;
  @Autowired private PublishedRows published;
  @Autowired private ClearData clear;
  @Autowired private Overlap overlap;
  @Autowired private Api api;
  private Resolver tenant;

  @BeforeEach
  void aTenantWithARecord() {
    tenant = all.ofNewTenant();
    tenant.apply(record(1).email(ADA), record(2).email("eve@home.test"));
    tenant.observe(
        Mail.from(ADA).to(BOB).id("a1"), Mail.from(BOB).to(ADA).id("a2").inReplyTo("a1"),
        Mail.from("eve@home.test").to(BOB).id("e1"));
  }

  @Test
  void whatNoRecordHoldsAnyMoreGoesAfterItsTimeAndNothingElse() {
    // Given
    care.forgetOrphans();
    assertThat(messages()).containsExactly("a1", "a2", "e1");
    tenant.apply(record(1).version(2).email("other@acme.test"));
    passes(31);
    care.forgetOrphans();
    assertThat(messages()).as("since today alone nobody holds it").hasSize(3);

    // When
    passes(29);
    care.forgetOrphans();
    assertThat(messages()).hasSize(3);
    passes(2);
    care.forgetOrphans();

    // Then
    assertThat(messages()).containsExactly("e1");
    assertThat(tenant.count("conversations")).isEqualTo(1);
    assertThat(tenant.rows("select ref from conversation_refs where tenant = ? order by 1", tenant.tenant()).getValues(0, String.class))
        .allMatch(ref -> ref.contains("e1"));
    assertThat(tenant.rows("select value from participant_aliases where tenant = ?", tenant.tenant()).getValues(0, String.class))
        .contains(BOB).doesNotContain(ADA);
    assertThat(tenant.rows("select sum(message_count) from conversation_participants where tenant = ?", tenant.tenant()).getFirst().get(0, Long.class))
        .isEqualTo(2);
    goneFactsArePublished();
  }

  @Test
  void whatIsHeldAgainInTimeStays() {
    tenant.apply(record(1).version(2).email("other@acme.test"));
    care.forgetOrphans();
    passes(31);

    tenant.apply(record(1).version(3).email(ADA));
    care.forgetOrphans();
    assertThat(messages()).hasSize(3);

    // When it is let go again, its time begins anew
    tenant.apply(record(1).version(4).email("other@acme.test"));
    care.forgetOrphans();
    care.forgetOrphans();
    assertThat(messages()).hasSize(3);
  }

  @Test
  void whatIsBlockedOrMayBeARecordsStays() {
    tenant.apply(record(3).email(ADA));
    assertThat(tenant.link(ADA)).isEqualTo("AMBIGUOUS 1,3");
    tenant.decide("eve@home.test", 2, "FORBIDDEN");
    care.verifyLinks();
    assertThat(tenant.link("eve@home.test")).isEqualTo("UNLINKED");

    later(100);

    assertThat(messages()).containsExactly("a1", "a2", "e1");
  }

  @Test
  void thatARecordHoldsOurOwnSideKeepsNothing() {
    tenant.apply(record(4).email("us@ours.test"));
    tenant.connect("account-1", 1, Visibility.FULL, "us@ours.test");
    tenant.observe(Mail.from("stranger@elsewhere.test").to("us@ours.test").id("s1"));

    later(100);

    assertThat(messages()).containsExactly("a1", "a2", "e1");
  }

  @Test
  void aTenantSaysHowLongAndMayKeepEverything() {
    tenant.observe(Mail.from("stranger@elsewhere.test").id("s1"));
    tenant.retainOrphans(1, 5, true);
    later(100);
    assertThat(messages()).contains("s1");

    tenant.retainOrphans(2, 200, false);
    care.forgetOrphans();
    assertThat(messages()).contains("s1");

    tenant.retainOrphans(3, 5, false);
    care.forgetOrphans();
    assertThat(messages()).doesNotContain("s1").hasSize(3);
  }

  @Test
  void whatIsNewInAnOldConversationStaysForItsOwnTime() {
    tenant.observe(Mail.from("stranger@elsewhere.test").id("s1"));
    care.forgetOrphans();
    passes(31);
    tenant.observe(Mail.from("stranger@elsewhere.test").id("s2").inReplyTo("s1"));

    care.forgetOrphans();

    assertThat(messages()).contains("s2").doesNotContain("s1");
    assertThat(tenant.rows("select message_count from conversations where tenant = ?", tenant.tenant()).getValues(0, Long.class)).contains(1L);
    tenant.observe(Mail.from("stranger@elsewhere.test").id("s1"));
    assertThat(tenant.rows("select count(distinct conversation_id) from messages where tenant = ? and external_id like 's%'", tenant.tenant())
        .getFirst().get(0, Long.class)).as("observed again, it is back in its conversation").isEqualTo(1);
  }

  @Test
  void aConversationOfMoreThanABatchGoesWhole() {
    int many = ForgetOrphans.MESSAGES + 1;
    tenant.observe(IntStream.range(0, many).mapToObj(i -> Mail.from("stranger@elsewhere.test").id("s" + i).thread("t")).toArray(Mail[]::new));

    later(31);

    assertThat(messages()).containsExactly("a1", "a2", "e1");
    assertThat(tenant.count("conversations")).isEqualTo(2);
  }

  @Test
  void whatAPollFetchedStaysSinceItDoesNotComeBackForIt() {
    tenant.observe(Mail.from("stranger@elsewhere.test").id("s1").polled(), Mail.from("stranger@elsewhere.test").id("s2").inReplyTo("s1"),
        Mail.from("other@elsewhere.test").id("s3").polled(), Mail.from("stranger@elsewhere.test").id("s4").inReplyTo("s1").told());
    tenant.observe(Mail.from("stranger@elsewhere.test").id("s4").inReplyTo("s1").polled());

    later(100);

    assertThat(messages()).containsExactly("a1", "a2", "e1", "s1", "s3", "s4");
    tenant.apply(record(3).email("stranger@elsewhere.test"));
    assertThat(api.get(tenant.tenant(), "/api/records/3/conversations", 200).path("items")).hasSize(1);
  }

  @Test
  void whatAPersonLinksWhileItIsLetGoStays() {
    // Given
    tenant.observe(Mail.from("stranger@elsewhere.test").id("s1"));
    care.forgetOrphans();
    passes(31);

    // When
    overlap.oneWhileTheOther(() -> tenant.database().runAsWorker(db -> {
      tenant.decide("stranger@elsewhere.test", 2, "LINKED");
      DecideLinks.of(db, List.of(new ParticipantKey(tenant.tenant(), tenant.participant("stranger@elsewhere.test"))), "eve");
    }), care::forgetOrphans);

    // Then
    assertThat(messages()).containsExactly("a1", "a2", "e1", "s1");
    assertThat(tenant.link("stranger@elsewhere.test")).isEqualTo("LINKED 2");
  }

  @Test
  void aDecisionThatStandsWhileARecordIsClearedKeepsItsParticipant() {
    // Given
    tenant.apply(record(3).email("kim@home.test"));
    tenant.observe(Mail.from("kim@home.test").id("k1"));

    // When
    overlap.oneWhileTheOther(() -> tenant.database().runAsWorker(db -> {
      DecideLinks.of(db, List.of(new ParticipantKey(tenant.tenant(), tenant.participant("kim@home.test"))), "eve");
      tenant.decide("kim@home.test", 2, "LINKED");
    }), () -> clear.clear(tenant.tenant(), 3L, "test", "anew"));

    // Then
    assertThat(tenant.rows("select from participants where tenant = ? and handle = 'kim@home.test' and erased_at is null", tenant.tenant())).hasSize(1);
    assertThat(tenant.count("link_decisions")).isEqualTo(1);
  }

  @Test
  void nothingIsDecidedAnyMoreAboutWhoIsGone() {
    tenant.observe(Mail.from("stranger@elsewhere.test").id("s1"));
    long stranger = tenant.participant("stranger@elsewhere.test");
    later(31);

    api.send(tenant.tenant(), "POST", "/api/participants/" + stranger + "/link", "{\"record_id\": 1}", 404);

    assertThat(tenant.count("link_decisions")).isZero();
  }

  @Test
  void moreConversationsThanAPageAreAllMarked() {
    int many = 2 * ForgetOrphans.MARKED + 1;
    tenant.rows("insert into conversations (tenant, id, channel) select ?, nextval(pg_get_serial_sequence('conversations', 'id')), 'EMAIL' "
        + "from generate_series(1, ?) returning id", tenant.tenant(), many);

    care.forgetOrphans();

    assertThat(tenant.rows("select from conversations where tenant = ? and unheld_since is not null", tenant.tenant())).hasSize(many);
  }

  /** The care of a day, and that of another some days later. */
  private void later(int days) {
    care.forgetOrphans();
    passes(days);
    care.forgetOrphans();
  }

  /** As if the tenant's messages were stored, and what is marked had been marked, so many days ago. */
  private void passes(int days) {
    tenant.rows("update messages set created_at = created_at - make_interval(days => ?) where tenant = ? returning id", days, tenant.tenant());
    tenant.rows("update conversations set unheld_since = unheld_since - make_interval(days => ?) where tenant = ? returning id", days, tenant.tenant());
  }

  private void goneFactsArePublished() {
    published.poke();
    await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> {
      care.purge();
      assertThat(tenant.count("message_facts")).isEqualTo(1);
    });
  }

  private List<String> messages() {
    return tenant.rows("select external_id from messages where tenant = ? order by 1", tenant.tenant()).getValues(0, String.class);
  }
}
