package io.tributary.simulators.unipile;

import static io.tributary.simulators.unipile.People.ANN;
import static io.tributary.simulators.unipile.People.FIRST;
import static io.tributary.simulators.unipile.People.OWNER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tributary.simulators.chat.Chat;
import io.tributary.simulators.unipile.Receiver.Received;
import io.tributary.simulators.webhook.Delivery.State;
import io.tributary.simulators.webhook.DeliveryRule;
import io.tributary.simulators.webhook.DeliveryRule.Kind;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Deliveries that go wrong, by themselves or because they were told to. */
class DeliveriesTest extends WebhookKit {

  @ParameterizedTest
  @ValueSource(ints = {500, 404, 204})
  void whatIsNotAnsweredWith200IsSentFiveTimesMore(int status) {
    receiver.answerWith(status);
    register("messaging", "\"enabled\":true");

    simulator.connect(OWNER).chatWith(ANN).receive("hello", FIRST);

    await().until(() -> simulator.webhooks().ended().get(State.GIVEN_UP) == 1);
    assertThat(receiver.received()).hasSize(6);
    assertThat(simulator.webhooks().deliveries()).singleElement()
        .satisfies(delivery -> assertThat(delivery.statuses()).containsExactly(status, status, status, status, status, status));
  }

  @Test
  void aReceiverThatRecoversGetsEverything() {
    restart(UnipileOptions.empty()); // whose retries wait for ten seconds at least
    receiver.answerWith(503);
    register("messaging", "\"enabled\":true");
    simulator.connect(OWNER).chatWith(ANN).receive("hello", FIRST);
    await().until(() -> simulator.webhooks().deliveries().getFirst().state() == State.RETRYING);

    receiver.answerWith(200);
    await().until(() -> {
      simulator.webhooks().retryNow();
      return simulator.webhooks().ended().get(State.DELIVERED) == 1;
    });

    assertThat(receiver.received()).hasSize(2);
  }

  @Test
  void deliveriesAreLostDoubledHeldAndOvertaken() {
    var chat = simulator.connect(OWNER).chatWith(ANN);
    register("messaging", "\"enabled\":true");

    strike(Kind.LOSE, chat, "lost");
    strike(Kind.DUPLICATE, chat, "doubled");
    strike(Kind.HOLD, chat, "held");
    strike(Kind.REORDER, chat, "overtaken");
    chat.receive("last", FIRST);

    assertThat(texts(4)).containsExactly("doubled", "doubled", "last", "overtaken");
    simulator.webhooks().release();
    assertThat(texts(5)).endsWith("held");
    assertThat(simulator.webhooks().ended()).containsEntry(State.LOST, 1L);
    assertThat(caller.walk("/messages")).hasSize(5);
  }

  @Test
  void aReadMayBeToldBeforeItsMessage() {
    var chat = simulator.connect(OWNER).chatWith(ANN);
    register("messaging", "\"events\":[\"message_received\",\"message_read\"]");
    simulator.webhooks().faults().add(DeliveryRule.of(Kind.HOLD).event("message_received").times(1));

    var ours = chat.send("hello", FIRST);
    chat.read(ours.id(), ANN, FIRST);
    received(1);
    simulator.webhooks().release();

    assertThat(received(2)).extracting(Received::event).containsExactly("message_read", "message_received");
  }

  @Test
  void readsLagBehindWhatIsTold() {
    var clock = new HandClock(FIRST);
    restart(UnipileOptions.empty().withClock(clock));
    register("messaging", "\"enabled\":true");
    simulator.rules().readLag(Duration.ofSeconds(45));

    var message = simulator.connect(OWNER).chatWith(ANN).receive("hello", FIRST);

    received(1);
    assertThat(caller.walk("/chats")).isEmpty();
    assertThat(caller.refusal("/messages/" + message.id()).path("status").asInt()).isEqualTo(404);
    clock.forward(Duration.ofSeconds(45));
    assertThat(caller.walk("/chats")).hasSize(1);
    assertThat(caller.get("/messages/" + message.id()).path("text").asString()).isEqualTo("hello");
  }

  @Test
  void anIncompleteMailIsCompleteWhenItIsRead(@TempDir Path folder) throws IOException {
    restart(UnipileOptions.over(TestMail.write(folder)));
    register("email", "\"enabled\":true");
    simulator.webhooks().faults().add(DeliveryRule.of(Kind.INCOMPLETE).times(1));

    simulator.deliver(simulator.accountOf(TestMail.OWNER), WebhooksTest.MAIL);

    var told = received(1).getFirst().body();
    assertThat(told.path("is_complete").asBoolean()).isFalse();
    assertThat(told.path("body_plain").asString()).isEmpty();
    assertThat(caller.get("/emails/" + told.path("email_id").asString()).path("body_plain").asString()).contains("text");
  }

  @Test
  void mailsLagToo(@TempDir Path folder) throws IOException {
    var clock = new HandClock(FIRST);
    restart(UnipileOptions.over(TestMail.write(folder)).withClock(clock));
    register("email", "\"enabled\":true");
    var account = simulator.accountOf(TestMail.OWNER);
    simulator.rules().readLag(Duration.ofSeconds(30));

    simulator.deliver(account, WebhooksTest.MAIL);

    received(1);
    assertThat(caller.walk("/emails", "account_id", account)).hasSize(21);
    clock.forward(Duration.ofSeconds(30));
    assertThat(caller.walk("/emails", "account_id", account)).hasSize(22);
  }

  @Test
  void controlsDoTheSameOverHttp() {
    var account = simulator.connect(OWNER);
    register("messaging", "\"events\":[\"message_received\",\"message_edited\"]");
    control("POST", "deliveries/faults", "{\"kind\":\"duplicate\",\"times\":1}");

    var written = control("POST", "accounts/" + account.id() + "/messages", "{\"with\":\"+447700900155\",\"name\":\"Zoe\",\"text\":\"hi\"}");
    control("POST", "messages/" + written.path("message_id").asString() + "/edit", "{\"text\":\"ho\"}");

    assertThat(texts(3)).containsExactly("hi", "hi", "ho");
    await().until(() -> control("GET", "deliveries", "").at("/ended/DELIVERED").asInt() == 3);
    assertThat(caller.walk("/chat_attendees/447700900155@s.whatsapp.net/chats")).hasSize(1);
  }

  @Test
  void whatCameInAGapIsToldAfterTheReconnection() {
    register("account_status", "\"enabled\":true");
    register("messaging", "\"enabled\":true");
    var account = simulator.connect(OWNER);
    var chat = account.chatWith(ANN);

    simulator.status(account.id(), AccountStatus.CREDENTIALS);
    chat.receive("in the gap", FIRST);
    assertThat(statuses(2)).containsExactly("CREATION_SUCCESS", "CREDENTIALS");
    assertThat(received(2)).noneMatch(one -> one.event().equals("message_received"));

    simulator.status(account.id(), AccountStatus.OK);
    simulator.synced(account.id());

    assertThat(statuses(5)).containsExactly("CREATION_SUCCESS", "CREDENTIALS", "RECONNECTED", "OK", "SYNC_SUCCESS");
    await().until(() -> receiver.received().stream().anyMatch(one -> one.body().path("message").asString("").equals("in the gap")));
  }

  private void strike(Kind kind, Chat chat, String text) {
    simulator.webhooks().faults().add(DeliveryRule.of(kind).times(1));
    chat.receive(text, FIRST);
  }
}
