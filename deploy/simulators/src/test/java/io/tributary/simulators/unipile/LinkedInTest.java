package io.tributary.simulators.unipile;

import static io.tributary.simulators.unipile.People.EVE;
import static io.tributary.simulators.unipile.People.FIRST;
import static io.tributary.simulators.unipile.People.OWNER;
import static io.tributary.simulators.unipile.People.SELLER;
import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.simulators.chat.LinkedInProfile;
import io.tributary.simulators.chat.Messenger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LinkedInTest {

  private UnipileSimulator simulator;
  private Caller caller;
  private Messenger account;

  @BeforeEach
  void start() {
    simulator = UnipileSimulator.start(UnipileOptions.empty().withMode(Mode.LIVE));
    caller = Caller.of(simulator);
    account = simulator.connect(SELLER);
    account.know(EVE);
  }

  @AfterEach
  void stop() {
    simulator.close();
  }

  @Test
  void aSlugLeadsToIdsAndContactInfo() {
    var profile = caller.get("/users/eve-example", "account_id", account.id());

    assertThat(profile.path("provider_id").asString()).isEqualTo(EVE.providerId()).startsWith("ACoAA");
    assertThat(profile.path("public_identifier").asString()).isEqualTo("eve-example");
    assertThat(profile.path("member_urn").asString()).isEqualTo(Long.toString(EVE.memberId()));
    assertThat(profile.at("/contact_info/emails/0").asString()).isEqualTo("eve@example.com");
    assertThat(profile.at("/contact_info/phones/0").asString()).isEqualTo("+447700900133");
    assertThat(caller.get("/users/ACwAAeve", "account_id", account.id())).isEqualTo(profile);
    assertThat(caller.get("/users/Eve-Example", "account_id", account.id())).isEqualTo(profile);
    assertThat(caller.refusal("/users/nobody", "account_id", account.id()).path("type").asString()).isEqualTo("errors/resource_not_found");
    assertThat(simulator.calls().of(account.id(), "GET /api/v1/users/{identifier}")).isEqualTo(4);
    assertThat(simulator.calls().byChannel()).containsEntry("linkedin", 4L);
  }

  @Test
  void aPersonWithTwoIdsIsTwoAttendees() {
    account.chatWith(EVE).receive("by the classic way", FIRST);
    account.chatWith(account.attendee(EVE, "ACwAAeve")).receive("by the navigator", FIRST);

    assertThat(caller.walk("/chat_attendees/" + EVE.providerId() + "/chats")).hasSize(1);
    assertThat(caller.walk("/chat_attendees/" + EVE.providerId() + ",ACwAAeve/chats")).hasSize(2);
  }

  @Test
  void anInMailHasASubject() {
    account.inMail(EVE, "An offer").send("Dear Eve", FIRST);

    var chat = caller.walk("/chat_attendees/" + EVE.providerId() + "/chats").getFirst();
    assertThat(chat.path("subject").asString()).isEqualTo("An offer");
    assertThat(chat.path("content_type").asString()).isEqualTo("inmail");
    assertThat(chat.path("provider_id").asString()).startsWith("2-");
  }

  @Test
  void anAccountThatIsNotConnectedReachesNoNetworkButShowsItsChats() {
    account.chatWith(EVE).receive("before", FIRST);
    simulator.status(account.id(), AccountStatus.CREDENTIALS);
    account.chatWith(EVE).receive("in the gap", FIRST.plusSeconds(1));

    assertThat(caller.refusal("/users/eve-example", "account_id", account.id()).path("type").asString()).isEqualTo("errors/disconnected_account");
    assertThat(caller.walk("/messages", "account_id", account.id())).hasSize(1);
    assertThat(caller.get("/accounts/" + account.id()).at("/sources/0/status").asString()).isEqualTo("CREDENTIALS");

    simulator.status(account.id(), AccountStatus.OK);

    assertThat(caller.walk("/messages", "account_id", account.id())).hasSize(2);
  }

  @Test
  void relationsComePageByPage() {
    for (int i = 0; i < 5; i++) {
      account.know(LinkedInProfile.of("relation-" + i, "R", Integer.toString(i)));
    }
    var first = caller.get("/users/relations", "account_id", account.id(), "limit", "4");
    var second = caller.get("/users/relations", "account_id", account.id(), "cursor", first.path("cursor").asString());

    assertThat(first.path("items")).hasSize(4);
    assertThat(second.path("items")).hasSize(2);
    assertThat(second.path("cursor").isNull()).isTrue();
  }

  @Test
  void aNumberThatHasWhatsAppIsConfirmed() {
    var whatsApp = simulator.connect(OWNER);
    whatsApp.chatWith(People.ANN);

    assertThat(caller.get("/users/447700900111", "account_id", whatsApp.id()).path("provider").asString()).isEqualTo("WHATSAPP");
    assertThat(caller.refusal("/users/447700900199", "account_id", whatsApp.id()).path("status").asInt()).isEqualTo(404);
  }
}
