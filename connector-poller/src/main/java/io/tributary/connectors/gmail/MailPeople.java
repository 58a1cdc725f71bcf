package io.tributary.connectors.gmail;

import io.tributary.content.MailHeaders;
import io.tributary.events.ObservedParticipant;
import io.tributary.events.ParticipantRole;
import io.tributary.identifiers.EmailAddresses;
import java.util.ArrayList;
import java.util.List;
import org.apache.james.mime4j.dom.address.Mailbox;
import org.apache.james.mime4j.field.address.LenientAddressParser;
import org.jspecify.annotations.Nullable;

/** Who takes part in a mail: From, To, Cc and Bcc. What is no mail address is left out. */
record MailPeople(List<ObservedParticipant> participants) {

  /** @param owner canonical address of the mailbox */
  static MailPeople of(MailHeaders headers, String owner) {
    var participants = new ArrayList<ObservedParticipant>();
    add(participants, ParticipantRole.FROM, headers, "From", owner);
    add(participants, ParticipantRole.TO, headers, "To", owner);
    add(participants, ParticipantRole.CC, headers, "Cc", owner);
    add(participants, ParticipantRole.BCC, headers, "Bcc", owner);
    return new MailPeople(List.copyOf(participants));
  }

  boolean outbound() {
    return participants.stream().anyMatch(it -> it.getRole() == ParticipantRole.FROM && it.getSelf());
  }

  private static void add(List<ObservedParticipant> to, ParticipantRole role, MailHeaders headers, String field, String owner) {
    headers.first(field).ifPresent(value -> LenientAddressParser.DEFAULT.parseAddressList(value).flatten().forEach(mailbox ->
        EmailAddresses.identify(mailbox.getAddress()).found().ifPresent(address -> to.add(ObservedParticipant.newBuilder()
            .setRole(role)
            .setAliases(List.of(address))
            .setDisplayName(nameOf(mailbox))
            .setSelf(address.getCanonical().equals(owner))
            .build()))));
  }

  private static @Nullable String nameOf(Mailbox mailbox) {
    var name = mailbox.getName();
    return name == null || name.isBlank() ? null : ObserveMail.decoded(name).strip();
  }
}
