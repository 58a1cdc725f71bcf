package io.tributary.channels.email;

import io.tributary.channels.ConnectedAccount;
import io.tributary.channels.LearnedForm;
import io.tributary.events.Identifier;
import io.tributary.events.ObservedParticipant;
import io.tributary.events.ParticipantRole;
import io.tributary.identifiers.EmailAddresses;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Who takes part in a mail: From, To, Cc and Bcc. Reply-To and Sender are no participants. What is no mail address is left out.
 *
 * @param unreadable how many were left out
 */
record MailPeople(List<ObservedParticipant> participants, int unreadable) {

  static MailPeople of(Mail mail, ConnectedAccount account) {
    var participants = new ArrayList<ObservedParticipant>();
    int unreadable = 0;
    unreadable += add(participants, ParticipantRole.FROM, mail.from() == null ? null : List.of(mail.from()), account);
    unreadable += add(participants, ParticipantRole.TO, mail.to(), account);
    unreadable += add(participants, ParticipantRole.CC, mail.cc(), account);
    unreadable += add(participants, ParticipantRole.BCC, mail.bcc(), account);
    return new MailPeople(List.copyOf(participants), unreadable);
  }

  /** True where the account's owner sent it. */
  boolean outbound() {
    return participants.stream().anyMatch(it -> it.getRole() == ParticipantRole.FROM && it.getSelf());
  }

  /** Addresses that are written in a way their canonical form does not tell: Gmail's dots and tags. */
  Set<LearnedForm> learnedForms() {
    var forms = new HashSet<LearnedForm>();
    for (var participant : participants) {
      var address = participant.getAliases().getFirst();
      var written = address.getRaw().toLowerCase(Locale.ROOT);
      if (!written.equals(address.getCanonical())) {
        forms.add(new LearnedForm(address.getCanonical(), written));
      }
    }
    return forms;
  }

  private static int add(
      List<ObservedParticipant> to, ParticipantRole role, @Nullable List<Mail.Attendee> attendees, ConnectedAccount account) {
    int unreadable = 0;
    for (var attendee : attendees == null ? List.<Mail.Attendee>of() : attendees) {
      var address = EmailAddresses.identify(attendee.identifier()).found();
      if (address.isPresent()) {
        to.add(participant(role, address.get(), attendee, account));
      } else {
        unreadable++;
      }
    }
    return unreadable;
  }

  private static ObservedParticipant participant(
      ParticipantRole role, Identifier address, Mail.Attendee attendee, ConnectedAccount account) {
    var name = attendee.displayName();
    return ObservedParticipant.newBuilder()
        .setRole(role)
        .setAliases(List.of(address))
        .setDisplayName(name == null || name.isBlank() ? null : name.strip())
        .setSelf(account.own().contains(address.getCanonical()))
        .build();
  }
}
