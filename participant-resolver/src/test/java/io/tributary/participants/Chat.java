package io.tributary.participants;

import io.tributary.events.AccountCopy;
import io.tributary.events.Channel;
import io.tributary.events.CommunicationKind;
import io.tributary.events.CommunicationObserved;
import io.tributary.events.Identifier;
import io.tributary.events.IdentifierKind;
import io.tributary.events.LearntBy;
import io.tributary.events.ObservedParticipant;
import io.tributary.events.ParticipantRole;
import io.tributary.identifiers.PhoneNumbers;
import java.time.Instant;
import java.util.List;

/** Messages of WhatsApp, where one person is known by a number and by a LID. */
public final class Chat {

  public static final Identifier NUMBER = PhoneNumbers.identify("+44 20 7946 0018", null).found().orElseThrow();
  public static final Identifier LID = new Identifier(IdentifierKind.WHATSAPP_LID, "77@lid", "77@lid", 1, List.of());

  public static final Identifier OTHER_NUMBER = PhoneNumbers.identify("+44 20 7946 0019", null).found().orElseThrow();
  public static final Identifier OTHER_LID = new Identifier(IdentifierKind.WHATSAPP_LID, "78@lid", "78@lid", 1, List.of());
  public static final Identifier JID = new Identifier(IdentifierKind.WHATSAPP_JID, "442079460018@s.whatsapp.net", "442079460018@s.whatsapp.net", 1, List.of());

  /** @param aliases of its sender, which the provider equates */
  public static CommunicationObserved message(Resolver tenant, String id, Identifier... aliases) {
    return messageFoundBy(tenant, id, List.of(), aliases);
  }

  /** The message, in a chat of its own. */
  public static CommunicationObserved in(String chat, CommunicationObserved message) {
    return CommunicationObserved.newBuilder(message).setChat(chat).build();
  }

  /** @param searched what the provider was asked for when it returned the chat */
  public static CommunicationObserved messageFoundBy(Resolver tenant, String id, List<Identifier> searched, Identifier... aliases) {
    return CommunicationObserved.newBuilder()
        .setTenant(tenant.tenant())
        .setChannel(Channel.WHATSAPP)
        .setKind(CommunicationKind.MESSAGE)
        .setExternalId(id)
        .setChat("chat")
        .setSentAt(Instant.EPOCH)
        .setParticipants(List.of(ObservedParticipant.newBuilder().setRole(ParticipantRole.FROM).setAliases(List.of(aliases))
            .setEvidence(searched).build()))
        .setCopy(AccountCopy.newBuilder().setAccount("account").setProviderId(id).build())
        .setLearntBy(LearntBy.SYNC)
        .setObservedAt(Instant.EPOCH)
        .build();
  }

  private Chat() {}
}
