package io.tributary.channels.linkedin;

import io.tributary.channels.ConnectedAccount;
import io.tributary.channels.chat.ChatAttendee;
import io.tributary.channels.chat.ChatPerson;
import io.tributary.channels.chat.ChatTruth;
import io.tributary.channels.linkedin.profile.ContactDetails;
import io.tributary.events.Channel;
import io.tributary.events.Identifier;
import io.tributary.identifiers.LinkedInProfiles;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.stream.Stream;

/** People of LinkedIn: an id for each of its products, a member's number, a slug. Which of them are one person only LinkedIn says. */
final class LinkedInTruth implements ChatTruth {

  @Override
  public Channel channel() {
    return Channel.LINKEDIN;
  }

  @Override
  public List<Identifier> aliases(Collection<String> names) {
    return distinct(names.stream().flatMap(it -> LinkedInProfiles.identify(urnOf(it)).found().stream()));
  }

  @Override
  public List<Identifier> evidence(ChatAttendee attendee) {
    var specifics = attendee.specifics();
    var told = specifics == null ? null : specifics.contactInfo();
    return told == null ? List.of() : ContactDetails.of(told.emails(), told.phoneNumbers()).identifiers();
  }

  @Override
  public List<Identifier> own(ConnectedAccount account) {
    return distinct(account.own().stream().sorted().flatMap(it -> Sought.of(it).stream()).map(Sought::identifier));
  }

  /** A profile that was looked up tells the name, and more than the chat's attendee could. */
  @Override
  public boolean suffices(ChatPerson other) {
    return other.name() != null;
  }

  /** A member's number stands alone in some answers. */
  private static String urnOf(String name) {
    return name.matches("\\d{1,20}") ? "urn:li:member:" + name : name;
  }

  private static List<Identifier> distinct(Stream<Identifier> identifiers) {
    var byCanonical = new LinkedHashMap<String, Identifier>();
    identifiers.forEach(it -> byCanonical.putIfAbsent(it.getCanonical(), it));
    return List.copyOf(byCanonical.values());
  }
}
