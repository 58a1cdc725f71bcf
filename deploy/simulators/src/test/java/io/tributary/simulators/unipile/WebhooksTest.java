package io.tributary.simulators.unipile;

import static io.tributary.simulators.unipile.People.ANN;
import static io.tributary.simulators.unipile.People.EVE;
import static io.tributary.simulators.unipile.People.FIRST;
import static io.tributary.simulators.unipile.People.OWNER;
import static io.tributary.simulators.unipile.People.SELLER;
import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.simulators.unipile.Receiver.Received;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What webhooks are told, and who is told it. */
class WebhooksTest extends WebhookKit {

  static final byte[] MAIL = """
      Message-ID: <new@example.com>
      Date: Fri, 2 Jan 2026 00:00:00 +0000
      From: Ann <ann@example.com>
      To: me@example.com
      Subject: new

      text
      """.getBytes(StandardCharsets.UTF_8);

  @Test
  void aMessageIsToldAsItHasBeenCaptured() {
    var account = simulator.connect(OWNER);
    register("messaging", "\"headers\":[{\"key\":\"Unipile-Auth\",\"value\":\"s3cret\"}],\"name\":\"ours\"");

    var message = account.chatWith(ANN).receive("hello", FIRST);

    var told = received(1).getFirst();
    assertThat(told.headers()).containsEntry("unipile-auth", "s3cret").containsEntry("content-type", "application/x-www-form-urlencoded")
        .containsEntry("user-agent", "axios/1.7.7");
    assertThat(told.body().properties()).extracting(Map.Entry::getKey).containsExactlyInAnyOrder(
        "event", "account_id", "account_type", "account_info", "webhook_name", "chat_id", "attendees", "sender", "subject", "message",
        "message_id", "timestamp", "attachments", "is_sender", "provider_chat_id", "provider_message_id", "is_event", "event_type",
        "chat_pinned", "quoted", "is_forwarded", "chat_content_type", "message_type", "is_group", "folder");
    assertThat(told.body().path("message_id").asString()).isEqualTo(message.id());
    assertThat(told.body().path("webhook_name").asString()).isEqualTo("ours");
    assertThat(told.body().path("provider_chat_id").asString()).isEqualTo("140000000000111@lid");
    assertThat(told.body().at("/sender/attendee_specifics/phone_number").asString()).isEqualTo("+447700900111");
    assertThat(told.body().at("/account_info/phone_number").asString()).isEqualTo("+447700900100");
    assertThat(told.body().path("is_sender").isBoolean()).isTrue();
  }

  @Test
  void strictlyNothingIsToldThatTheDocumentationDoesNotShow() {
    restart(UnipileOptions.empty());
    var account = simulator.connect(SELLER);
    register("messaging", "\"headers\":[{\"key\":\"Content-Type\",\"value\":\"application/json\"}]");

    account.chatWith(EVE).send("hello", FIRST);

    var told = received(1).getFirst();
    assertThat(told.headers()).containsEntry("content-type", "application/json");
    assertThat(told.body().has("is_sender")).isFalse();
    assertThat(told.body().at("/account_info/user_id")).isEqualTo(told.body().at("/sender/attendee_provider_id"));
  }

  @Test
  void everyEventOfAMessageIsToldToWhoAskedForIt() {
    var account = simulator.connect(OWNER);
    var chat = account.chatWith(ANN);
    register("messaging", "\"events\":[\"message_received\",\"message_read\",\"message_reaction\",\"message_edited\",\"message_deleted\","
        + "\"message_delivered\"]");

    var ours = chat.send("hello", FIRST);
    chat.deliver(ours.id());
    chat.read(ours.id(), ANN, FIRST);
    chat.react(ours.id(), account.attendee(ANN), "🎉");
    chat.edit(ours.id(), "bye");
    chat.delete(ours.id());

    var told = received(6);
    assertThat(told).extracting(Received::event).containsExactly(
        "message_received", "message_delivered", "message_read", "message_reaction", "message_edited", "message_deleted");
    assertThat(told).allMatch(one -> one.body().path("message_id").asString().equals(ours.id()));
    assertThat(told.get(3).body().path("reaction").asString()).isEqualTo("🎉");
    assertThat(told.get(3).body().at("/reaction_sender/attendee_name").asString()).isEqualTo("Ann");
    assertThat(told.get(4).body().path("message").asString()).isEqualTo("bye");
  }

  @Test
  void whoNamesNoEventHearsOfNewMessagesAlone() {
    var chat = simulator.connect(OWNER).chatWith(ANN);
    register("messaging", "\"format\":\"json\"");

    var first = chat.receive("one", FIRST);
    chat.edit(first.id(), "two");
    chat.receive("three", FIRST);

    assertThat(received(2)).extracting(Received::event).containsOnly("message_received");
  }

  @Test
  void fieldsAreChosenAndRenamed() {
    register("messaging", "\"data\":[{\"name\":\"wer\",\"key\":\"sender\"},{\"name\":\"text\",\"key\":\"message\"}]");

    simulator.connect(OWNER).chatWith(ANN).receive("hello", FIRST);

    assertThat(received(1).getFirst().body().properties()).extracting(Map.Entry::getKey).containsExactly("wer", "text");
  }

  @Test
  void mailsAreTold(@TempDir Path folder) throws IOException {
    restart(UnipileOptions.over(TestMail.write(folder)));
    register("email", "\"events\":[\"mail_received\",\"mail_sent\",\"mail_moved\"]");
    var account = simulator.accountOf(TestMail.OWNER);

    simulator.deliver(account, MAIL);
    simulator.deliver(account, new String(MAIL, StandardCharsets.UTF_8).replace("From: Ann <ann@", "From: Me <me@").replace("To: me@", "To: ann@")
        .getBytes(StandardCharsets.UTF_8));
    var came = received(2).getFirst().body();
    caller.send("PUT", "/api/v1/emails/" + came.path("email_id").asString(), "{\"folders\":[\"Archive\"]}");

    assertThat(received(3)).extracting(Received::event).containsExactly("mail_received", "mail_sent", "mail_moved");
    assertThat(came.path("is_complete").asBoolean()).isTrue();
    assertThat(came.path("body_plain").asString()).contains("text");
    assertThat(came.at("/from_attendee/identifier").asString()).isEqualTo("ann@example.com");
    assertThat(received(3).getLast().body().path("role").asString()).isEqualTo("archive");
  }

  @Test
  void aNewRelationTellsSlugAndId() {
    var account = simulator.connect(SELLER);
    register("users", "\"enabled\":true");

    simulator.relate(account.id(), EVE);

    var told = received(1).getFirst().body();
    assertThat(told.path("user_public_identifier").asString()).isEqualTo("eve-example");
    assertThat(told.path("user_provider_id").asString()).isEqualTo(EVE.providerId());
  }

  @Test
  void historyIsToldToNobody() {
    var account = simulator.connect(OWNER);
    register("messaging", "\"enabled\":true");

    account.quietly(() -> account.chatWith(ANN).receive("old", FIRST));
    account.chatWith(ANN).receive("new", FIRST);

    assertThat(texts(1)).containsExactly("new");
  }

  @Test
  void onlyChosenAccountsAreToldOf() {
    var first = simulator.connect(OWNER);
    var second = simulator.connect(SELLER);
    register("messaging", "\"account_ids\":[\"%s\"]".formatted(second.id()));

    first.chatWith(ANN).receive("to the first", FIRST);
    second.chatWith(EVE).receive("to the second", FIRST);

    assertThat(texts(1)).containsExactly("to the second");
  }
}
