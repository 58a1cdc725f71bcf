package io.tributary.participants.known;

import static io.tributary.participants.RecordNow.record;
import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.events.Visibility;
import io.tributary.participants.Mail;
import io.tributary.participants.Resolver;
import io.tributary.participants.ResolverTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@ResolverTest
class OwnSidesIT {

  private static final String EVE = "eve@ours.test";

  @Autowired private Resolver all;
  private Resolver tenant;

  @BeforeEach
  void aTenantOfItsOwn() {
    tenant = all.ofNewTenant();
    tenant.apply(record(1).email(EVE));
  }

  @Test
  void anOwnAddressIsNobodysAlsoInHindsight() {
    tenant.observe(Mail.from(EVE).to("ada@acme.test"));
    assertThat(tenant.link(EVE)).isEqualTo("LINKED 1");

    tenant.connect("account-1", 1, Visibility.FULL, EVE);

    assertThat(tenant.link(EVE)).isEqualTo("UNLINKED");
  }

  @Test
  void anAccountThatIsGoneHasNoOwnAddressesAndMayComeBack() {
    tenant.connect("account-1", 7, Visibility.FULL, EVE);
    tenant.observe(Mail.from(EVE).to("ada@acme.test"));

    tenant.disconnect("account-1");
    assertThat(tenant.link(EVE)).isEqualTo("LINKED 1");

    tenant.connect("account-1", 1, Visibility.FULL, EVE);
    assertThat(tenant.link(EVE)).isEqualTo("UNLINKED");
  }

  @Test
  void anAddressOfTwoAccountsStaysOwnUntilBothAreGone() {
    tenant.connect("account-1", 1, Visibility.FULL, EVE);
    tenant.connect("account-2", 1, Visibility.FULL, EVE);
    tenant.observe(Mail.from(EVE).to("ada@acme.test"));

    tenant.disconnect("account-1");
    assertThat(tenant.link(EVE)).isEqualTo("UNLINKED");

    tenant.disconnect("account-2");
    assertThat(tenant.link(EVE)).isEqualTo("LINKED 1");
  }

  @Test
  void anOlderStateOfAnAccountChangesNothing() {
    tenant.connect("account-1", 2, Visibility.FULL, EVE);
    tenant.observe(Mail.from(EVE).to("ada@acme.test"));

    tenant.connect("account-1", 1, Visibility.FULL);

    assertThat(tenant.link(EVE)).isEqualTo("UNLINKED");
  }

  @Test
  void theDirectionIsTheSameWhateverComesFirst() {
    var mails = new Mail[] {
        Mail.from(EVE).to("ada@acme.test").id("out"),
        Mail.from("ada@acme.test").to(EVE).id("in"),
        Mail.from(EVE).to("kim@ours.test").cc(EVE).id("internal"),
        Mail.from("elsewhere@ours.test").to("ada@acme.test").id("said").outbound(),
        Mail.from(EVE).id("to-nobody")
    };
    var connectedFirst = tenant;
    connectedFirst.connect("account-1", 1, Visibility.FULL, EVE, "kim@ours.test");
    connectedFirst.observe(mails);
    var mailFirst = all.ofNewTenant();
    mailFirst.observe(mails);
    assertThat(directions(mailFirst)).isEqualTo("in INBOUND, internal INBOUND, out INBOUND, said OUTBOUND, to-nobody INBOUND");
    mailFirst.connect("account-1", 1, Visibility.FULL, EVE, "kim@ours.test");

    assertThat(directions(connectedFirst)).isEqualTo("in INBOUND, internal INTERNAL, out OUTBOUND, said OUTBOUND, to-nobody OUTBOUND");
    assertThat(directions(mailFirst)).isEqualTo(directions(connectedFirst));
  }

  @Test
  void ranksOfPipelinesDecideInHindsight() {
    tenant.apply(record(1).version(2).email("ada@acme.test"), record(9).company().email("ada@acme.test"));
    tenant.observe(Mail.from("ada@acme.test"));
    assertThat(tenant.link("ada@acme.test")).isEqualTo("AMBIGUOUS 1,9");

    tenant.rank(1, "companies", "contacts");
    assertThat(tenant.link("ada@acme.test")).isEqualTo("LINKED 9");

    tenant.rank(3);
    tenant.rank(2, "contacts");
    assertThat(tenant.link("ada@acme.test")).isEqualTo("AMBIGUOUS 1,9");
  }

  private static String directions(Resolver tenant) {
    return tenant.rows("""
        select string_agg(m.external_id || ' ' || m.direction, ', ' order by m.external_id) from messages m
        join message_facts f on f.tenant = m.tenant and f.message_id = m.id and f.direction = m.direction
        where m.tenant = ?""", tenant.tenant()).getFirst().get(0, String.class);
  }
}
