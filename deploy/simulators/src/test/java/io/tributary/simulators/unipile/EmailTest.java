package io.tributary.simulators.unipile;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class EmailTest {

  @TempDir Path folder;
  private UnipileSimulator simulator;
  private Caller caller;
  private String account;

  @BeforeEach
  void start() throws IOException {
    simulator = UnipileSimulator.start(UnipileOptions.over(TestMail.write(folder)));
    caller = Caller.of(simulator);
    account = simulator.accountOf(TestMail.OWNER);
  }

  @AfterEach
  void stop() {
    simulator.close();
  }

  @Test
  void showsAWholeMail() {
    var mail = caller.get("/emails/" + old().path("id").asString(), "include_headers", "true");

    assertThat(mail.path("kind").asString()).isEqualTo("2_full");
    assertThat(mail.path("message_id").asString()).isEqualTo("<old@example.com>");
    assertThat(mail.path("date").asString()).isEqualTo("2020-12-31T00:00:00.000Z");
    assertThat(mail.at("/from_attendee/identifier").asString()).isEqualTo("ann@example.com");
    assertThat(mail.at("/to_attendees/0/identifier_type").asString()).isEqualTo("EMAIL_ADDRESS");
    assertThat(mail.path("body").asString()).isEqualTo("<p>old</p>");
    assertThat(mail.path("body_plain").asString()).isEqualTo("old");
    assertThat(mail.path("read_date").isNull()).isTrue();
    assertThat(mail.at("/folders/0").asString()).isEqualTo("Archive");
    assertThat(mail.path("headers").valueStream().filter(header -> header.path("name").asString().equals("List-Id")))
        .singleElement().extracting(header -> header.path("value").asString()).isEqualTo("A list <list.example.com>");
  }

  @Test
  void showsHeadersOnlyOnDemandAndOnlyWithTexts() {
    assertThat(old().has("headers")).isFalse();
    var meta = caller.get("/emails", "account_id", account, "limit", "1", "meta_only", "true", "include_headers", "true").at("/items/0");
    assertThat(meta.has("headers")).isFalse();
    assertThat(meta.path("kind").asString()).isEqualTo("1_meta");
    assertThat(meta.path("body").asString()).isEmpty();
    assertThat(meta.path("subject").asString()).isNotEmpty();
    var full = caller.get("/emails", "account_id", account, "limit", "1", "meta_only", "false", "include_headers", "true").at("/items/0");
    assertThat(full.path("headers").size()).isEqualTo(5);
  }

  @Test
  void findsByTheMailServersIdOnlyTogetherWithTheAccount() {
    var id = old().path("provider_id").asString();

    assertThat(caller.get("/emails/" + id, "account_id", account)).isEqualTo(old());
    assertThat(caller.refusal("/emails/" + id).path("type").asString()).isEqualTo("errors/resource_not_found");
  }

  @Test
  void givesAttachmentsAsTheyWere() {
    var attachment = old().at("/attachments/0");
    assertThat(attachment.path("name").asString()).isEqualTo("old.csv");
    assertThat(attachment.path("extension").asString()).isEqualTo("csv");
    var path = "/emails/%s/attachments/".formatted(old().path("id").asString());

    var response = caller.send("GET", Caller.path(path + attachment.path("id").asString()), "");

    assertThat(response.headers().firstValue("Content-Type")).contains("text/csv");
    assertThat(new String(response.body())).isEqualTo("a,b");
    assertThat(caller.refusal(path + "x").path("status").asInt()).isEqualTo(404);
  }

  @Test
  void marksMovesAndThrowsAway() {
    var path = Caller.path("/emails/" + old().path("id").asString());

    assertThat(caller.send("PUT", path, "{\"unread\":false,\"folders\":[\"INBOX\"]}").statusCode()).isEqualTo(200);
    assertThat(old().path("role").asString()).isEqualTo("inbox");
    assertThat(old().path("read_date").asString()).matches("\\d{4}-.*\\.\\d{3}Z");

    assertThat(caller.send("DELETE", path, "").statusCode()).isEqualTo(200);
    assertThat(old().path("role").asString()).isEqualTo("trash");

    assertThat(Caller.refusal(caller.send("PUT", path, "{\"folders\":[\"Nowhere\"]}")).path("status").asInt()).isEqualTo(400);
    assertThat(Caller.refusal(caller.send("PUT", path, "[object Object]")).path("type").asString()).isEqualTo("errors/malformed_request");
  }

  @Test
  void liveAnswersHoldMoreThanTheOfficialSchemasKnow() throws IOException {
    var strict = old();
    try (var live = UnipileSimulator.start(UnipileOptions.over(folder).withMode(Mode.LIVE))) {
      var mail = Caller.of(live).get("/emails/" + strict.path("id").asString());

      assertThat(mail.has("deprecated_id") && mail.has("categories")).isTrue();
      assertThat(strict.has("deprecated_id") || strict.has("categories")).isFalse();
    }
  }

  private JsonNode old() {
    return caller.get("/emails", "account_id", account, "message_id", "<old@example.com>").at("/items/0");
  }
}
