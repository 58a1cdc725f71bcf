package io.tributary.channels.whatsapp;

import io.tributary.channels.ConnectedAccount;
import io.tributary.channels.chat.ChatAttendee;
import io.tributary.channels.chat.ChatPerson;
import io.tributary.channels.chat.ChatTruth;
import io.tributary.events.Channel;
import io.tributary.events.Identifier;
import io.tributary.events.IdentifierKind;
import io.tributary.identifiers.PhoneNumbers;
import io.tributary.identifiers.WhatsAppAddresses;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * People of WhatsApp: a phone number, the JID made of it, and the LID that hides it are one person where the provider shows them together. The
 * number comes first, since that is what people know each other by; a hidden one is none.
 */
final class WhatsAppTruth implements ChatTruth {

  @Override
  public Channel channel() {
    return Channel.WHATSAPP;
  }

  @Override
  public List<Identifier> aliases(Collection<String> names) {
    var aliases = new ArrayList<Identifier>();
    names.stream().flatMap(WhatsAppTruth::identifiers)
        .filter(found -> aliases.stream().noneMatch(alias -> alias.getKind() == found.getKind() && alias.getCanonical().equals(found.getCanonical())))
        .forEach(aliases::add);
    aliases.sort((one, other) -> Boolean.compare(other.getKind() == IdentifierKind.PHONE, one.getKind() == IdentifierKind.PHONE));
    return aliases;
  }

  @Override
  public List<Identifier> evidence(ChatAttendee attendee) {
    return List.of();
  }

  @Override
  public List<Identifier> own(ConnectedAccount account) {
    return aliases(account.own());
  }

  @Override
  public boolean suffices(ChatPerson other) {
    return other.name() != null && other.aliases().stream().anyMatch(alias -> alias.getKind() == IdentifierKind.PHONE);
  }

  @Override
  public boolean isGroup(String providerId) {
    return providerId.endsWith("@g.us");
  }

  private static Stream<Identifier> identifiers(String name) {
    var number = name.startsWith("+") ? PhoneNumbers.identify(name, null).found() : WhatsAppAddresses.phoneOf(name);
    var address = name.startsWith("+") ? Optional.<Identifier>empty() : WhatsAppAddresses.identify(name).found();
    return Stream.concat(number.stream(), address.stream());
  }
}
