package io.tributary.channels.chat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.tributary.channels.ConnectedAccount;
import io.tributary.events.Channel;
import io.tributary.events.Identifier;
import io.tributary.events.IdentifierKind;
import io.tributary.events.ParticipantRole;
import io.tributary.identifiers.KeptIdentifiers;
import java.util.Collection;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class PeopleOfChatTest {

  private static final ChatPerson OWN = new ChatPerson(List.of(id("own")), List.of(), null, true);
  private static final ChatPerson ADA = new ChatPerson(List.of(id("ada"), id("ada-2")), List.of(id("ada-3")), "Ada");

  @Test
  void inAChatOfTwoWhoeverIsNotTheOwnerIsTheOtherSide() {
    var people = new PeopleOfChat(new Names(), OWN, List.of(ADA), false);

    assertThat(people.of(message("ada-3", false))).extracting(it -> it.getRole(), it -> it.getAliases(), it -> it.getEvidence(), it -> it.getSelf())
        .containsExactly(
            tuple(ParticipantRole.FROM, List.of(id("ada"), id("ada-2"), id("ada-3")), List.of(), false),
            tuple(ParticipantRole.TO, List.of(id("own")), List.of(), true));
    assertThat(people.of(message("own-2", true))).extracting(it -> it.getRole(), it -> it.getAliases(), it -> it.getSelf())
        .containsExactly(
            tuple(ParticipantRole.FROM, List.of(id("own"), id("own-2")), true),
            tuple(ParticipantRole.TO, List.of(id("ada"), id("ada-2")), false));
  }

  @Test
  void inAGroupTheSenderIsWhoItSaysAndWhoIsLookedForTakesPart() {
    var people = new PeopleOfChat(new Names(), OWN, List.of(ADA), true);

    assertThat(people.of(message("bob", false))).extracting(it -> it.getRole(), it -> it.getAliases().getFirst(), it -> it.getSelf())
        .containsExactly(
            tuple(ParticipantRole.FROM, id("bob"), false),
            tuple(ParticipantRole.MEMBER, id("ada"), false),
            tuple(ParticipantRole.MEMBER, id("own"), true));
    assertThat(people.of(message("ada-2", false))).extracting(it -> it.getRole(), it -> it.getDisplayName())
        .containsExactly(tuple(ParticipantRole.FROM, "Ada"), tuple(ParticipantRole.MEMBER, null));
  }

  @Test
  void whoCannotBeReadTakesNoPart() {
    var people = new PeopleOfChat(new Names(), new ChatPerson(List.of(), List.of(), null, true), List.of(ADA), true);

    assertThat(people.of(message("?", false))).extracting(it -> it.getRole()).containsExactly(ParticipantRole.MEMBER);
  }

  private static ChatMessage message(String sender, boolean own) {
    return JsonMapper.shared().readValue(
        "{\"id\":\"1\",\"sender_id\":\"%s\",\"is_sender\":%d,\"seen\":0,\"delivered\":0,\"deleted\":0,\"edited\":0,\"is_event\":0}"
            .formatted(sender, own ? 1 : 0), ChatMessage.class);
  }

  private static Identifier id(String value) {
    return KeptIdentifiers.of(IdentifierKind.SLACK_USER, value);
  }

  /** Every name is readable but a question mark. */
  private static final class Names implements ChatTruth {

    @Override
    public Channel channel() {
      return Channel.WHATSAPP;
    }

    @Override
    public List<Identifier> aliases(Collection<String> names) {
      return names.stream().filter(name -> !name.equals("?")).map(PeopleOfChatTest::id).toList();
    }

    @Override
    public List<Identifier> evidence(ChatAttendee attendee) {
      return List.of();
    }

    @Override
    public List<Identifier> own(ConnectedAccount account) {
      return List.of();
    }

    @Override
    public boolean suffices(ChatPerson other) {
      return true;
    }
  }
}
