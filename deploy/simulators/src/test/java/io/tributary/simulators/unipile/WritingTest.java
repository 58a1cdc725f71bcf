package io.tributary.simulators.unipile;

import static io.tributary.simulators.unipile.People.ANN;
import static io.tributary.simulators.unipile.People.EVE;
import static io.tributary.simulators.unipile.People.FIRST;
import static io.tributary.simulators.unipile.People.OWNER;
import static io.tributary.simulators.unipile.People.SELLER;
import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.simulators.chat.WhatsAppContact;
import io.tributary.simulators.server.FaultRule;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class WritingTest {

  private final UnipileSimulator simulator = UnipileSimulator.start(UnipileOptions.empty());
  private final Caller caller = Caller.of(simulator);
  private final HttpClient http = HttpClient.newHttpClient();

  @AfterEach
  void stop() {
    simulator.close();
    http.close();
  }

  @Test
  void whatIsSentIsRead() throws IOException, InterruptedException {
    var chat = simulator.connect(OWNER).chatWith(ANN);

    var sent = Caller.json(post("/chats/" + chat.id() + "/messages", "text=Grüße"));

    assertThat(sent.path("object").asString()).isEqualTo("MessageSent");
    var message = caller.get("/messages/" + sent.path("message_id").asString());
    assertThat(message.path("text").asString()).isEqualTo("Grüße");
    assertThat(message.path("is_sender").asInt()).isEqualTo(1);
  }

  @Test
  void aChatIsBegunWithANumberAndAnInMailWithAMember() throws IOException, InterruptedException {
    var whatsApp = simulator.connect(OWNER);
    var linkedIn = simulator.connect(SELLER);
    linkedIn.know(EVE);

    var chat = Caller.json(post("/chats", "account_id=" + whatsApp.id(), "attendees_ids=447700900177@s.whatsapp.net", "text=hello"));
    var inMail = Caller.json(post(
        "/chats", "account_id=" + linkedIn.id(), "attendees_ids=" + EVE.providerId(), "subject=An offer", "text=Dear Eve"));

    assertThat(caller.walk("/chat_attendees/447700900177@s.whatsapp.net/chats")).singleElement()
        .satisfies(found -> assertThat(found.path("id")).isEqualTo(chat.path("chat_id")));
    assertThat(caller.get("/chats/" + inMail.path("chat_id").asString()).path("subject").asString()).isEqualTo("An offer");
    assertThat(post("/chats", "account_id=" + linkedIn.id(), "attendees_ids=ACoAAnobody", "text=x").statusCode()).isEqualTo(422);
  }

  @Test
  void aSendThatTimesOutMayHaveBeenSent() throws IOException, InterruptedException {
    var chat = simulator.connect(OWNER).chatWith(ANN);
    simulator.faults().add(FaultRule.refuseAfterwards(504, "request_timeout").method("POST").times(1));

    var response = post("/chats/" + chat.id() + "/messages", "text=once");

    assertThat(response.statusCode()).isEqualTo(504);
    assertThat(Caller.refusal(response).path("type").asString()).isEqualTo("errors/request_timeout");
    assertThat(caller.walk("/chats/" + chat.id() + "/messages")).hasSize(1);
  }

  @Test
  void nothingIsSentByAnAccountThatIsNotConnected() throws IOException, InterruptedException {
    var account = simulator.connect(OWNER);
    var chat = account.chatWith(ANN);
    simulator.status(account.id(), AccountStatus.CREDENTIALS);

    assertThat(Caller.refusal(post("/chats/" + chat.id() + "/messages", "text=x")).path("type").asString())
        .isEqualTo("errors/disconnected_account");
  }

  @Test
  void aBrazilianNumberIsFoundByTheFormThatWhatsAppKnowsAlone() {
    simulator.connect(OWNER).chatWith(WhatsAppContact.of("Bruno", "+551198765432")).receive("oi", FIRST);

    assertThat(caller.walk("/chat_attendees/5511998765432@s.whatsapp.net/chats")).isEmpty();
    assertThat(caller.walk("/chat_attendees/5511998765432@s.whatsapp.net,551198765432@s.whatsapp.net/chats")).hasSize(1);
  }

  @Test
  void anAccountThatIsRemovedIsGone() {
    var account = simulator.connect(OWNER);

    caller.send("DELETE", "/api/v1/accounts/" + account.id(), "");

    assertThat(caller.walk("/accounts")).isEmpty();
    assertThat(caller.refusal("/chats", "account_id", account.id()).path("type").asString()).isEqualTo("errors/resource_not_found");
  }

  private HttpResponse<byte[]> post(String path, String... fields) throws IOException, InterruptedException {
    var body = Stream.of(fields)
        .map(field -> field.split("=", 2))
        .map(field -> "--b\r\nContent-Disposition: form-data; name=\"%s\"\r\n\r\n%s\r\n".formatted(field[0], field[1]))
        .collect(Collectors.joining("", "", "--b--\r\n"));
    var request = HttpRequest.newBuilder(URI.create(simulator.uri() + "/api/v1" + path)).POST(BodyPublishers.ofString(body))
        .header("X-API-KEY", UnipileOptions.DEFAULT_KEY).header("Content-Type", "multipart/form-data; boundary=b").build();
    return http.send(request, BodyHandlers.ofByteArray());
  }
}
