package io.tributary.channels.whatsapp;

import static io.tributary.channels.whatsapp.WhatsAppWorld.FIRST;
import static io.tributary.channels.whatsapp.WhatsAppWorld.phone;
import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.channels.chat.ChatPerson;
import io.tributary.channels.chat.KnownChat;
import io.tributary.channels.chat.KnownChats;
import io.tributary.channels.work.SyncFixture.Death;
import io.tributary.events.ChatEventType;
import io.tributary.events.ChatHints;
import io.tributary.events.CommunicationKey;
import io.tributary.events.CommunicationKind;
import io.tributary.events.CommunicationObserved;
import io.tributary.events.ParticipantRole;
import io.tributary.simulators.chat.Chat;
import io.tributary.simulators.chat.Message;
import io.tributary.simulators.chat.WhatsAppContact;
import io.tributary.simulators.unipile.Mode;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Whole syncs of a record over UniPile's double, by the calls they make and what they publish. */
class SyncByNumberIT {

  private static final WhatsAppContact ADA = WhatsAppContact.of("Ada", "+33660036335").withLid("140874994434143");
  private static final WhatsAppContact BOB = WhatsAppContact.of("Bob", "+33660036336").withLid("140874994434144");

  private final WhatsAppWorld world = new WhatsAppWorld(Mode.LIVE);

  @AfterEach
  void stop() {
    world.close();
  }

  @Test
  void aSyncCostsALookUpAQuestionWhoItIsAndThePagesAndTheNextOneNoQuestion() {
    var chat = world.chat(ADA, 299);
    chat.receive("Later", FIRST.plus(Duration.ofDays(20)));
    world.chat(BOB, 10);

    world.sync.changed(1, List.of(phone(ADA.phone())));
    world.sync.runDue();

    assertThat(world.calls()).containsExactly(
        "chat_attendees/chats", "chats/attendees", "chats/messages", "chats/messages");
    assertThat(texts()).hasSize(300).doesNotHaveDuplicates();
    assertThat(world.sync.jobs()).containsExactly("COMPLETED");

    chat.receive("One more", FIRST.plus(Duration.ofDays(30)));
    world.sync.published.clear();
    world.sync.changed(2, List.of(phone(ADA.phone()), phone("+4915112345678")));
    world.sync.timePasses();
    world.sync.runDue();

    // The new number is nobody's: it is looked for, and the account's list is read once to be sure.
    assertThat(world.calls().subList(4, world.calls().size())).containsExactlyInAnyOrder(
        "chat_attendees/chats", "chats/messages", "chat_attendees/chats", "chats");
    assertThat(texts()).as("what is new, and what the overlap shows again").containsExactly("One more", "Later");
  }

  @Test
  void whoIsNotFoundByTheirNumberIsFoundByTheListOfChatsWhichIsReadOnceForAll() {
    world.simulator.rules().phonesResolve(false);
    world.chat(ADA, 4);
    world.chat(BOB, 6);

    world.sync.changed(1, List.of(phone(ADA.phone())));
    world.sync.runDue();

    assertThat(world.calls()).containsExactly("chat_attendees/chats", "chats", "chats/attendees", "chats/messages");
    assertThat(texts()).hasSize(4);

    world.sync.published.clear();
    world.sync.changed(2, List.of(phone(BOB.phone())));
    world.sync.timePasses();
    world.sync.runDue();

    assertThat(world.calls().subList(4, world.calls().size())).containsExactly("chat_attendees/chats", "chats/attendees", "chats/messages");
    assertThat(texts()).hasSize(6);

    world.sync.changed(3, List.of(phone("+4915112345678")));
    world.sync.timePasses();
    world.sync.runDue();

    assertThat(world.calls().subList(7, world.calls().size())).as("the list is known for a day").containsExactly("chat_attendees/chats");
  }

  @Test
  void aWorkerThatDiesLeavesItsWalkToTheNextOneAtThePageItHadReached() {
    world.chat(ADA, 600);
    var pages = new AtomicInteger();
    world.sync.publishBy(observations -> {
      if (!observations.isEmpty() && pages.incrementAndGet() == 2) {
        throw new Death();
      }
      world.sync.published.addAll(observations);
    });

    world.sync.changed(1, List.of(phone(ADA.phone())));
    world.sync.runDueAndDie();
    world.sync.timePasses();
    world.sync.runDue();

    assertThat(world.calls()).as("the page that was not acknowledged is read again, nothing else").containsExactly(
        "chat_attendees/chats", "chats/attendees", "chats/messages", "chats/messages", "chats/messages", "chats/messages");
    assertThat(texts()).hasSize(600).doesNotHaveDuplicates();
    assertThat(world.sync.jobs()).containsExactly("COMPLETED");
  }

  @Test
  void aMessagesStateIsThatOfTheMomentItWasRead() {
    var chat = world.account.chatWith(ADA);
    var read = chat.send("Did you get it?", FIRST);
    chat.read(read.id(), ADA, FIRST.plusSeconds(5));
    var delivered = chat.send("And this?", FIRST.plusSeconds(10));
    chat.deliver(delivered.id());
    var edited = chat.receive("Yse", FIRST.plusSeconds(20));
    chat.edit(edited.id(), "Yes");
    var deleted = chat.receive("Oops", FIRST.plusSeconds(30));
    chat.delete(deleted.id());
    chat.react(read.id(), world.account.attendee(ADA), "👍");

    sync();

    assertThat(hints(read.providerId())).satisfies(hints -> {
      assertThat(hints.getSeen()).isTrue();
      assertThat(hints.getReactions()).singleElement().satisfies(reaction -> {
        assertThat(reaction.getValue()).isEqualTo("👍");
        assertThat(reaction.getBy().getCanonical()).isEqualTo("140874994434143@lid");
        assertThat(reaction.getSelf()).isFalse();
      });
    });
    assertThat(hints(delivered.providerId())).satisfies(hints -> {
      assertThat(hints.getDelivered()).isTrue();
      assertThat(hints.getSeen()).isFalse();
    });
    assertThat(event(edited.providerId()).getText().getText()).isEqualTo("Yes");
    assertThat(hints(edited.providerId()).getEdited()).isTrue();
    assertThat(hints(edited.providerId()).getSeen()).as("of a message we received").isNull();
    assertThat(hints(deleted.providerId()).getDeleted()).isTrue();
    assertThat(event(deleted.providerId()).getText()).isNull();
  }

  @Test
  void whatIsNoMessageIsAnEvent() {
    var chat = world.account.chatWith(ADA);
    chat.receive("Call me", FIRST);
    var missed = chat.missedCall(ADA, true, FIRST.plusSeconds(60));

    sync();

    assertThat(event(missed.providerId()).getKind()).isEqualTo(CommunicationKind.EVENT);
    assertThat(hints(missed.providerId()).getEvent()).isEqualTo(ChatEventType.MISSED_VIDEO_CALL);
    assertThat(world.sync.published).extracting(it -> it.getKind()).containsExactlyInAnyOrder(
        CommunicationKind.MESSAGE, CommunicationKind.EVENT);
  }

  @Test
  void aGroupIsReadForThoseOfWhomItWasLearntAndSaysHowLargeItIs() {
    var group = world.account.group("Team", ADA, BOB);
    group.receive(BOB, Message.Content.of("Hello all"), FIRST);
    var left = group.leave(BOB, FIRST.plusSeconds(60));
    learn(group, ADA, 3);

    sync();

    var message = world.sync.published.stream().filter(it -> it.getKind() == CommunicationKind.MESSAGE).findFirst().orElseThrow();
    assertThat(message.getGroup()).isTrue();
    assertThat(message.getChatHints().getGroupSize()).isEqualTo(3);
    assertThat(message.getParticipants()).extracting(it -> it.getRole())
        .containsExactly(ParticipantRole.FROM, ParticipantRole.MEMBER, ParticipantRole.MEMBER);
    assertThat(message.getParticipants()).extracting(it -> it.getAliases().getFirst().getCanonical())
        .containsExactly(BOB.phone(), ADA.phone(), WhatsAppWorld.OWN);
    assertThat(CommunicationKey.of(message)).isEqualTo("acme|whatsapp|" + group.providerId());
    assertThat(event(left.providerId()).getChatHints().getEvent()).isEqualTo(ChatEventType.MEMBER_LEFT);
    assertThat(event(left.providerId()).getParticipants().getFirst().getAliases().getFirst().getCanonical()).isEqualTo(BOB.phone());
  }

  private void learn(Chat group, WhatsAppContact member, int size) {
    var who = new ChatPerson(new WhatsAppTruth().aliases(List.of(member.jid(), member.lidJid())), List.of(), member.name());
    new KnownChats(world.sync.database).learn(world.connected(), List.of(new KnownChat(
        group.id(), group.providerId(), true, size, group.name(), List.of(new KnownChat.Member(member.lidJid(), who, true)))));
  }

  private void sync() {
    world.sync.changed(1, List.of(phone(ADA.phone())));
    world.sync.runDue();
    assertThat(world.sync.jobs()).containsExactly("COMPLETED");
  }

  private List<String> texts() {
    return world.sync.published.stream().map(it -> it.getText().getText()).toList();
  }

  private CommunicationObserved event(String id) {
    return world.sync.published.stream().filter(it -> it.getExternalId().equals(id)).findFirst().orElseThrow();
  }

  private ChatHints hints(String id) {
    return event(id).getChatHints();
  }
}
