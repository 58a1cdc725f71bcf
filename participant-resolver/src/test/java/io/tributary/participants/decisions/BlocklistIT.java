package io.tributary.participants.decisions;

import static io.tributary.participants.RecordNow.record;
import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.participants.Api;
import io.tributary.participants.Chat;
import io.tributary.participants.Mail;
import io.tributary.participants.Resolver;
import io.tributary.participants.ResolverTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

/** What is on the blocklist is nobody's, in hindsight too, until it is taken off. */
@ResolverTest
class BlocklistIT {

  private static final String ADA = "ada@acme.test";
  private static final String BLOCKLIST = "/api/links/blocklist";

  @Autowired private Resolver all;
  @Autowired private Api api;
  private Resolver tenant;

  @BeforeEach
  void aTenantOfItsOwn() {
    tenant = all.ofNewTenant();
  }

  @Test
  void anAddressIsBlockedInHindsightAndItsMessagesComeBackWithIt() {
    // Given
    tenant.apply(record(1).email(ADA));
    tenant.observe(Mail.from(ADA));

    // When
    var blocked = block("address", " Ada@ACME.test ", 200);

    // Then
    assertThat(blocked.path("value").asString()).isEqualTo(ADA);
    assertThat(blocked.path("participants").asInt()).isEqualTo(1);
    assertThat(tenant.link(ADA)).isEqualTo("UNLINKED");
    assertThat(timeline(1)).isEmpty();

    // When more comes meanwhile
    tenant.observe(Mail.from(ADA));
    assertThat(timeline(1)).isEmpty();
    api.send(tenant.tenant(), "DELETE", BLOCKLIST + "?kind=address&value=" + ADA, "", 204);

    // Then
    assertThat(tenant.link(ADA)).isEqualTo("LINKED 1");
    assertThat(timeline(1)).hasSize(2);
  }

  @Test
  void aDomainBlocksAllOfItsAddressesAndTheirCompanyButNoOthers() {
    tenant.apply(record(1).email(ADA), record(2).email("bob@globex.test"), record(9).company("acme.test"));
    tenant.observe(Mail.from(ADA).to("bob@globex.test", "eve@acme.test"));

    assertThat(block("domain", "Acme.test", 200).path("participants").asInt()).isEqualTo(2);
    tenant.observe(Mail.from("kim@acme.test"));

    assertThat(tenant.link(ADA)).isEqualTo("UNLINKED");
    assertThat(tenant.link("bob@globex.test")).isEqualTo("LINKED 2");
    assertThat(tenant.rows("select count(*) from participant_links where tenant = ? and secondary_record_id is not null", tenant.tenant())
        .getFirst().get(0, Long.class)).isZero();
  }

  @Test
  void aDomainBlocksAllDomainsBelowItUntilItIsTakenOff() {
    // Given
    var below = "ada@eu.mail.acme.test";
    var alike = "bob@notacme.test";
    tenant.apply(record(1).email(below), record(2).email(alike), record(3).email("kim@mail.acme.test"));
    tenant.observe(Mail.from(below).to(alike));

    // When
    var blocked = block("domain", "acme.test", 200);
    tenant.observe(Mail.from("kim@mail.acme.test"));

    // Then
    assertThat(blocked.path("participants").asInt()).isEqualTo(1);
    assertThat(tenant.link(below)).isEqualTo("UNLINKED");
    assertThat(tenant.link("kim@mail.acme.test")).isEqualTo("UNLINKED");
    assertThat(tenant.link(alike)).isEqualTo("LINKED 2");
    assertThat(api.get(tenant.tenant(), "/api/participants/%d/explain".formatted(tenant.participant(below)), 200).path("decisions").toString())
        .contains("blocked");

    // When, Then
    api.send(tenant.tenant(), "DELETE", BLOCKLIST + "?kind=domain&value=acme.test", "", 204);
    assertThat(tenant.link(below)).isEqualTo("LINKED 1");
    assertThat(tenant.link("kim@mail.acme.test")).isEqualTo("LINKED 3");
  }

  @Test
  void aDomainBelowAnotherBlocksNothingAboveIt() {
    tenant.apply(record(1).email(ADA));
    tenant.observe(Mail.from(ADA));

    block("domain", "mail.acme.test", 200);

    assertThat(tenant.link(ADA)).isEqualTo("LINKED 1");
  }

  @Test
  void aNumberIsBlockedAndCannotBeLinkedMeanwhile() {
    tenant.apply(record(1).phone("+44 20 7946 0018"));
    tenant.observe(Chat.message(tenant, "a", Chat.NUMBER));

    block("number", "+44 (0)20 7946 0018", 200);

    assertThat(tenant.link(Chat.NUMBER.getRaw())).isEqualTo("UNLINKED");
    api.send(tenant.tenant(), "POST", "/api/participants/%d/link".formatted(tenant.participant(Chat.NUMBER.getRaw())), "{\"record_id\": 1}", 409);
  }

  /** The lists of what may be blocked grow. */
  @Test
  void whatCouldBeBlockedOnceIsListedAndCanBeTakenOff() {
    tenant.rows("insert into blocked_identities (tenant, kind, value, blocked_by) values (?, 'DOMAIN', 'co.uk', 'eve') returning value", tenant.tenant());

    assertThat(api.get(tenant.tenant(), BLOCKLIST, 200).path("items").get(0).path("value").asString()).isEqualTo("co.uk");
    api.send(tenant.tenant(), "DELETE", BLOCKLIST + "?kind=domain&value=co.uk", "", 204);
    assertThat(api.get(tenant.tenant(), BLOCKLIST, 200).path("items")).isEmpty();
  }

  @Test
  void oneTenantsBlocklistIsNotAnothers() {
    var other = all.ofNewTenant();
    other.apply(record(1).email(ADA));
    other.observe(Mail.from(ADA));

    block("address", ADA, 200);

    assertThat(other.link(ADA)).isEqualTo("LINKED 1");
  }

  @Test
  void whatCannotBeBlockedIsRefusedAndWhatIsBlockedIsListed() {
    block("domain", "gmail.com", 422);
    block("domain", "co.uk", 422);
    block("domain", "個人.香港", 422);
    block("domain", "github.io", 422);
    block("number", "12", 422);
    block("address", "", 422);
    block("planet", "mars", 422);
    api.send(tenant.tenant(), "DELETE", BLOCKLIST + "?kind=address&value=" + ADA, "", 404);

    block("domain", "acme.test", 200);
    block("address", ADA, 200);
    block("address", ADA, 200);

    assertThat(api.pages(tenant.tenant(), BLOCKLIST, 1).stream()
        .map(page -> page.getFirst().path("kind").asString() + " " + page.getFirst().path("value").asString()))
        .containsExactly("domain acme.test", "address " + ADA);
  }

  private JsonNode block(String kind, String value, int status) {
    return api.send(tenant.tenant(), "POST", BLOCKLIST, "{\"kind\": \"%s\", \"value\": \"%s\"}".formatted(kind, value), status);
  }

  private JsonNode timeline(long record) {
    return api.get(tenant.tenant(), "/api/records/%d/conversations".formatted(record), 200).path("items");
  }
}
