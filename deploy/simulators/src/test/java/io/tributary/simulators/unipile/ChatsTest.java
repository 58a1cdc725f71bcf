package io.tributary.simulators.unipile;

import static io.tributary.simulators.unipile.People.ANN;
import static io.tributary.simulators.unipile.People.BOB;
import static io.tributary.simulators.unipile.People.FIRST;
import static io.tributary.simulators.unipile.People.OWNER;
import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.simulators.chat.Chat;
import io.tributary.simulators.chat.Message;
import io.tributary.simulators.chat.Messenger;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class ChatsTest {

  private UnipileSimulator simulator;
  private Caller caller;
  private Messenger account;
  private Chat ann;
  private Chat group;

  /** Ann and the owner write in turn, 20 messages, two at each hour; afterwards Bob and Ann write into a group. */
  @BeforeEach
  void start() {
    start(Mode.LIVE);
  }

  private void start(Mode mode) {
    simulator = UnipileSimulator.start(UnipileOptions.empty().withMode(mode));
    caller = Caller.of(simulator);
    account = simulator.connect(OWNER);
    ann = account.chatWith(ANN);
    for (int i = 0; i < 20; i++) {
      var at = FIRST.plusSeconds(i / 2 * 3600L);
      if (i % 2 == 0) {
        ann.receive("number " + i, at);
      } else {
        ann.send("number " + i, at);
      }
    }
    group = account.group("Team", ANN, BOB);
    group.receive(BOB, Message.Content.of("to all"), FIRST.plusSeconds(86_400));
    group.receive(ANN, Message.Content.of("me too"), FIRST.plusSeconds(86_401));
  }

  @AfterEach
  void stop() {
    simulator.close();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3, 7, 20, 250})
  void walksAChatToTheSameMessagesWhateverThePage(int limit) {
    var texts = texts(caller.walk("/chats/" + ann.id() + "/messages", "limit", Integer.toString(limit)));

    assertThat(texts).hasSize(20).doesNotHaveDuplicates();
    assertThat(texts.getFirst()).isIn("number 18", "number 19");
  }

  @ParameterizedTest
  @CsvSource({
      "after, 2026-01-01T08:59:59.999Z, 2", "after, 2026-01-01T09:00:00.000Z, 0", "before, 2026-01-01T01:00:00.000Z, 2",
      "before, 2026-01-01T00:00:00.000Z, 0", "sender_id, 140000000000111@lid, 10", "sender_id, 447700900100@s.whatsapp.net, 10"})
  void bordersAreExclusiveAndTheSenderIsAFilter(String name, String value, int count) {
    assertThat(caller.walk("/chats/" + ann.id() + "/messages", name, value, "limit", "3")).hasSize(count);
  }

  @Test
  void aMessageThatComesDuringAWalkShiftsNoPage() {
    var first = caller.get("/chats/" + ann.id() + "/messages", "limit", "10");
    ann.receive("meanwhile", FIRST.plusSeconds(40_000));
    var second = caller.get("/chats/" + ann.id() + "/messages", "cursor", first.path("cursor").asString());

    assertThat(texts(second.path("items"))).hasSize(10).doesNotContainAnyElementsOf(texts(first.path("items")));
  }

  @Test
  void singleChatsAreFoundByNumberAndByLid() {
    for (var id : List.of("447700900111@s.whatsapp.net", "140000000000111@lid", "0@lid,447700900111@s.whatsapp.net")) {
      var chats = caller.walk("/chat_attendees/" + id + "/chats", "account_id", account.id());

      assertThat(chats).hasSize(1);
      assertThat(chats.getFirst().path("id").asString()).isEqualTo(ann.id());
      assertThat(chats.getFirst().path("provider_id").asString()).isEqualTo("140000000000111@lid");
      assertThat(chats.getFirst().path("attendee_public_identifier").asString()).isEqualTo("447700900111@s.whatsapp.net");
    }
  }

  @Test
  void whereNumbersDoNotResolveTheListOfChatsStillTellsThem() {
    simulator.rules().phonesResolve(false);

    assertThat(caller.walk("/chat_attendees/447700900111@s.whatsapp.net/chats")).isEmpty();
    assertThat(caller.walk("/chats", "account_type", "WHATSAPP", "account_id", account.id()))
        .anyMatch(chat -> chat.path("attendee_public_identifier").asString("").equals("447700900111@s.whatsapp.net"));
  }

  @Test
  void whatSomebodyWroteIsFoundInGroupsToo() {
    assertThat(caller.walk("/chat_attendees/140000000000111@lid/messages", "limit", "4")).hasSize(11)
        .extracting(message -> message.path("chat_id").asString()).contains(group.id(), ann.id());
    assertThat(texts(caller.walk("/chat_attendees/447700900122@s.whatsapp.net/messages"))).containsExactly("to all");
  }

  @Test
  void aHiddenNumberIsToldByNoLookUpOfPeople() {
    var bob = caller.walk("/chats/" + group.id() + "/attendees").stream().filter(one -> one.path("name").asString().equals("Bob")).toList();

    assertThat(bob).singleElement().satisfies(one -> {
      assertThat(one.at("/specifics/phone_number").asString()).isEqualTo("hidden");
      assertThat(one.has("public_identifier")).isFalse();
    });
  }

  @Test
  void strictlyPeopleAreNamedByTheirNumbers() {
    simulator.close();
    start(Mode.SDK_STRICT);

    var chat = caller.walk("/chat_attendees/447700900111@s.whatsapp.net/chats").getFirst();
    var attendees = caller.walk("/chats/" + chat.path("id").asString() + "/attendees");

    assertThat(chat.path("provider_id").asString()).isEqualTo("447700900111@s.whatsapp.net");
    assertThat(chat.has("attendee_public_identifier")).isFalse();
    assertThat(attendees).hasSize(2).noneMatch(attendee -> attendee.has("specifics"))
        .extracting(attendee -> attendee.path("is_self").asInt()).containsExactly(0, 1);
  }

  @Test
  void aGroupsSizeFollowsWhoComesAndGoes() {
    group.leave(BOB, FIRST.plusSeconds(90_000));
    var rows = caller.walk("/chats/" + group.id() + "/messages");

    assertThat(caller.walk("/chats/" + group.id() + "/attendees")).extracting(one -> one.path("name").asString()).containsExactly("Ann", "Owner");
    assertThat(rows.getFirst().path("is_event").asInt()).isEqualTo(1);
    assertThat(rows.getFirst().path("event_type").asInt()).isEqualTo(7);
    assertThat(rows.get(1).has("event_type")).isFalse();
    assertThat(caller.get("/chats/" + group.id()).path("type").asInt()).isEqualTo(1);
  }

  @Test
  void changesOfAMessageAreRead() {
    var ours = ann.send("our first", FIRST.plusSeconds(50_000));
    var theirs = ann.receive("theirs", FIRST.plusSeconds(50_001));
    ann.deliver(ours.id());
    ann.read(ours.id(), ANN, FIRST.plusSeconds(50_002));
    ann.edit(ours.id(), "our second");
    ann.react(ours.id(), account.attendee(ANN), "👍");
    ann.delete(theirs.id());

    var sent = caller.get("/messages/" + ours.id());
    assertThat(sent.path("text").asString()).isEqualTo("our second");
    assertThat(List.of(sent.path("edited"), sent.path("seen"), sent.path("delivered"), sent.path("deleted")))
        .extracting(JsonNode::asInt).containsExactly(1, 1, 1, 0);
    assertThat(sent.at("/seen_by/140000000000111@lid").asString()).isEqualTo("2026-01-01T13:53:22.000Z");
    assertThat(sent.at("/reactions/0/value").asString()).isEqualTo("👍");
    assertThat(caller.get("/messages/" + theirs.id()).path("deleted").asInt()).isEqualTo(1);
    assertThat(caller.get("/messages/" + theirs.id()).path("text").isNull()).isTrue();
    assertThat(caller.walk("/chats/" + ann.id() + "/messages")).anyMatch(row -> row.path("event_type").asInt() == 2);
  }

  @Test
  void chatsBeginWithTheLastToBeWrittenIn() {
    assertThat(ids(caller.walk("/chats", "limit", "1"))).containsExactly(group.id(), ann.id());

    ann.receive("later", FIRST.plusSeconds(100_000));

    assertThat(ids(caller.walk("/chats"))).containsExactly(ann.id(), group.id());
    assertThat(caller.get("/chats/" + ann.id()).at("/lastMessage/text").asString()).isEqualTo("later");
    assertThat(ids(caller.walk("/chats", "after", "2026-01-02T00:00:01.000Z"))).containsExactly(ann.id());
  }

  @Test
  void aReadChatHasNothingUnread() {
    assertThat(caller.get("/chats/" + ann.id()).path("unread_count").asInt()).isEqualTo(10);

    caller.send("PATCH", "/api/v1/chats/" + ann.id(), "{\"action\":\"setReadStatus\",\"value\":true}");

    assertThat(caller.get("/chats/" + ann.id()).path("unread_count").asInt()).isZero();
    assertThat(ids(caller.walk("/chats", "unread", "true"))).containsExactly(group.id());
  }

  @Test
  void aChatsOwnIdOfTheNetworkNeedsTheAccount() {
    assertThat(caller.get("/chats/140000000000111@lid", "account_id", account.id()).path("id").asString()).isEqualTo(ann.id());
    assertThat(caller.refusal("/chats/140000000000111@lid").path("type").asString()).isEqualTo("errors/resource_not_found");
  }

  @Test
  void callsAreCountedByAccountAndPath() {
    caller.get("/chats/" + ann.id() + "/messages");
    caller.get("/chat_attendees/447700900111@s.whatsapp.net/chats", "account_id", account.id());

    assertThat(simulator.calls().of(account.id(), "GET /api/v1/chats/{id}/messages")).isEqualTo(1);
    assertThat(simulator.calls().of(account.id(), "GET /api/v1/chat_attendees/{id}/chats")).isEqualTo(1);
    assertThat(simulator.calls().byChannel()).containsEntry("whatsapp", 2L).containsEntry("linkedin", 0L).containsEntry("email", 0L);
  }

  private static List<String> texts(Iterable<JsonNode> messages) {
    var texts = new ArrayList<String>();
    messages.forEach(message -> texts.add(message.path("text").asString()));
    return texts;
  }

  private static List<String> ids(List<JsonNode> items) {
    return items.stream().map(item -> item.path("id").asString()).toList();
  }
}
