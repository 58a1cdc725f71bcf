package io.tributary.simulators.chat;

import java.util.Objects;
import java.util.stream.Stream;

/**
 * Somebody as one account meets them. A member of LinkedIn who writes by two products is two attendees.
 *
 * @param id the API's
 * @param providerId the network's
 * @param self whether it is the account's owner
 */
public record Attendee(String id, String providerId, Contact contact, boolean self) {

  public String name() {
    return contact.name();
  }

  /** Every id of the network by which this one can be found. */
  Stream<String> aliases() {
    return switch (contact) {
      case WhatsAppContact person -> Stream.of(providerId, person.jid(), person.lidJid()).filter(Objects::nonNull).distinct();
      case LinkedInProfile _ -> Stream.of(providerId);
    };
  }
}
