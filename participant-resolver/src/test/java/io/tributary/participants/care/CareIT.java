package io.tributary.participants.care;

import static io.tributary.participants.RecordNow.record;
import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.participants.Mail;
import io.tributary.participants.Resolver;
import io.tributary.participants.ResolverTest;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;

@ResolverTest
class CareIT {

  @Autowired private Resolver all;
  @Autowired private RunCare care;
  private Resolver tenant;

  @BeforeEach
  void aTenantWithAThread() {
    tenant = all.ofNewTenant();
    tenant.apply(record(1).email("ada@acme.test"));
    tenant.observe(
        Mail.from("ada@acme.test").to("bob@home.test").id("a").list("list@lists.test"),
        Mail.from("bob@home.test").to("ada@acme.test").id("b").inReplyTo("a").at(10));
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {
      "CONVERSATION_STATISTICS | conversations             | message_count = 7, unread_count = 3, last_message_at = now()",
      "CONVERSATION_TYPES      | conversations             | participant_count = 9, bulk_count = 0",
      "PARTICIPANT_STATISTICS  | conversation_participants | message_count = 9, first_message_at = null",
      "CONNECTION_STATISTICS   | connections               | message_count = 9"})
  void whatIsWrongIsFoundAndPutRightAndWhatIsRightIsLeftAlone(Repair repair, String table, String damage) {
    // Given
    tenant.rows("insert into connections (tenant, channel, account, version, visibility) values (?, 'EMAIL', 'account-1', 1, 'FULL') returning tenant",
        tenant.tenant());
    care.repair(repair);
    var right = rows(table);
    assertThat(care.repair(repair)).as("nothing is wrong").isZero();

    // When
    tenant.rows("update %s set %s where tenant = ? returning tenant".formatted(table, damage), tenant.tenant());
    assertThat(rows(table)).isNotEqualTo(right);

    // Then
    assertThat(care.repair(repair)).isPositive();
    assertThat(rows(table)).isEqualTo(right);
  }

  @Test
  void aConversationIsHotWhileMuchGoesOnInIt() {
    // Given
    tenant.observe(IntStream.range(0, 10).mapToObj(i -> Mail.from("ada@acme.test").to("bob@home.test").id("n" + i).thread("t")).toArray(Mail[]::new));
    tenant.rows("update messages set sent_at = now() - interval '1 hour' where tenant = ? and external_id like 'n%' returning id", tenant.tenant());
    care.repair(Repair.CONVERSATION_STATISTICS);

    // When
    care.repair(Repair.HOT_CONVERSATIONS);
    assertThat(hot()).isEqualTo(1);

    // Then it cools down
    tenant.rows("update messages set sent_at = now() - interval '2 days' where tenant = ? and external_id like 'n%' returning id", tenant.tenant());
    care.repair(Repair.HOT_CONVERSATIONS);
    assertThat(hot()).isZero();
  }

  @Test
  void aLinkThatIsNotWhatTheResolverWouldSayIsDecidedAgain() {
    // Given
    assertThat(tenant.link("ada@acme.test")).isEqualTo("LINKED 1");
    care.verifyLinks();
    tenant.rows("update participant_links set status = 'UNLINKED', record_id = null where tenant = ? returning tenant", tenant.tenant());

    // When
    var changed = care.verifyLinks();

    // Then
    assertThat(changed).isEqualTo(1);
    assertThat(tenant.link("ada@acme.test")).isEqualTo("LINKED 1");
    assertThat(care.verifyLinks()).isZero();
  }

  private String rows(String table) {
    return tenant.rows("select to_jsonb(t)::text as row from %s t where tenant = ? order by 1".formatted(table), tenant.tenant()).formatCSV();
  }

  private long hot() {
    return tenant.rows("select count(*) from conversations where tenant = ? and is_hot", tenant.tenant()).getFirst().get(0, Long.class);
  }
}
