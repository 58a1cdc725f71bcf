package io.tributary.simulators.unipile;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.simulators.SampleMail;
import io.tributary.simulators.server.Answer;
import io.tributary.simulators.server.Fault;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class UnipileSimulatorTest {

  private UnipileSimulator simulator;
  private Caller caller;

  @BeforeEach
  void start() throws IOException {
    simulator = UnipileSimulator.start(UnipileOptions.over(SampleMail.folder()));
    caller = Caller.of(simulator);
  }

  @AfterEach
  void stop() {
    simulator.close();
  }

  @Test
  void showsTheSamplesAccountsPageByPage() {
    var accounts = caller.walk("/accounts", "limit", "1");

    assertThat(accounts).extracting(account -> account.path("name").asString())
        .containsExactlyInAnyOrder("garym@canada.com", "matthias@egwn.net", "tomwhore@slack.net");
    assertThat(accounts).allMatch(account -> account.at("/sources/0/status").asString().equals("OK"));
    assertThat(accounts).extracting(account -> account.path("id").asString()).isEqualTo(simulator.accountIds());
    assertThat(caller.get("/accounts/" + simulator.accountIds().getFirst())).isEqualTo(accounts.getFirst());
    assertThat(caller.refusal("/accounts/x").path("status").asInt()).isEqualTo(404);
  }

  @Test
  void tellsWhoOwnsAnAccount() {
    var owner = caller.get("/users/me", "account_id", simulator.accountOf("garym@canada.com"));

    assertThat(owner.path("email").asString()).isEqualTo("garym@canada.com");
    assertThat(owner.at("/aliases/0/display_name").asString()).isEqualTo("Gary Lawrence Murphy");
    assertThat(caller.refusal("/users/me").path("type").asString()).isEqualTo("errors/missing_parameters");
  }

  @Test
  void showsFoldersWithTheirNumbersOfMails() {
    var folders = caller.get("/folders", "account_id", simulator.accountOf("garym@canada.com"));

    assertThat(folders.has("cursor")).isFalse();
    assertThat(folders.path("items").valueStream().mapToInt(folder -> folder.path("nb_mails").asInt()).sum()).isEqualTo(207);
    assertThat(caller.get("/folders/" + folders.at("/items/1/id").asString())).isEqualTo(folders.at("/items/1"));
    assertThat(caller.refusal("/folders/INBOX").path("status").asInt()).isEqualTo(404);
  }

  @Test
  void answersForMessengersThatAreNotThere() {
    assertThat(caller.get("/chats", "account_type", "WHATSAPP").path("object").asString()).isEqualTo("ChatList");
    assertThat(caller.get("/chat_attendees/33600000000@s.whatsapp.net/chats").path("items")).isEmpty();
    assertThat(caller.refusal("/chats", "account_type", "FAX").path("status").asInt()).isEqualTo(400);
    assertThat(caller.refusal("/chats/x").path("type").asString()).isEqualTo("errors/resource_not_found");
  }

  @Test
  void keepsWebhooksUntilTheyAreDeleted() {
    var created = caller.send("POST", Caller.path("/webhooks"), """
        {"source": "email", "request_url": "http://127.0.0.1:9/hook", "headers": [{"key": "Unipile-Auth", "value": "s"}]}""");
    var id = Caller.json(created).path("webhook_id").asString();

    assertThat(created.statusCode()).isEqualTo(201);
    assertThat(caller.get("/webhooks").at("/items/0/id").asString()).isEqualTo(id);
    assertThat(caller.send("DELETE", Caller.path("/webhooks/" + id), "").statusCode()).isEqualTo(200);
    assertThat(Caller.refusal(caller.send("DELETE", Caller.path("/webhooks/" + id), "")).path("status").asInt()).isEqualTo(404);
    assertThat(Caller.refusal(caller.send("POST", Caller.path("/webhooks"), "{\"source\":\"email\"}")).path("status").asInt()).isEqualTo(400);
  }

  @Test
  void refusesWhoHasNoKey() {
    var stranger = new Caller(simulator.uri(), "wrong");

    assertThat(stranger.refusal("/accounts").path("type").asString()).isEqualTo("errors/missing_credentials");
    assertThat(caller.refusal("/unheard-of").path("type").asString()).isEqualTo("errors/invalid_resource_identifier");
  }

  @Test
  void countsAndRemembersCallsPerChannel() {
    caller.get("/accounts");
    caller.get("/emails", "account_id", simulator.accountIds().getFirst(), "any_email", "a@example.com");
    caller.get("/chats", "account_type", "LINKEDIN");

    assertThat(simulator.calls().total()).isEqualTo(3);
    assertThat(simulator.calls().byPath()).containsEntry("GET /api/v1/emails", 1L);
    assertThat(simulator.calls().byChannel()).isEqualTo(Map.of("email", 1L, "linkedin", 1L, "whatsapp", 0L));

    var control = new Caller(simulator.uri(), "no key needed");
    assertThat(Caller.json(control.send("GET", "/_control/calls", "")).path("total").asInt()).isEqualTo(3);
    var log = Caller.json(control.send("GET", "/_control/log", "")).path("entries");
    assertThat(log.at("/1/query/any_email").asString()).isEqualTo("a@example.com");
    assertThat(log).hasSize(3).allMatch(entry -> entry.path("status").asInt() == 200);
  }

  @Test
  void failsAsLongAsItIsTold() {
    simulator.breakWith(request -> request.path().endsWith("/accounts") ? Answer.text(503, "down") : null);
    assertThat(caller.send("GET", Caller.path("/accounts"), "").statusCode()).isEqualTo(503);
    assertThat(caller.send("GET", Caller.path("/webhooks"), "").statusCode()).isEqualTo(200);

    simulator.breakWith(Fault.NONE);
    assertThat(caller.send("GET", Caller.path("/accounts"), "").statusCode()).isEqualTo(200);
  }
}
