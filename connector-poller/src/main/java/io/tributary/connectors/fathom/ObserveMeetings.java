package io.tributary.connectors.fathom;

import io.tributary.connectors.ConnectionKey;
import io.tributary.connectors.fathom.FathomApi.Invitee;
import io.tributary.connectors.fathom.FathomApi.Meeting;
import io.tributary.connectors.poll.Observed;
import io.tributary.content.CutText;
import io.tributary.content.SentDates;
import io.tributary.events.AccountCopy;
import io.tributary.events.Channel;
import io.tributary.events.CommunicationKind;
import io.tributary.events.CommunicationObserved;
import io.tributary.events.LearntBy;
import io.tributary.events.ObservedParticipant;
import io.tributary.events.ParticipantRole;
import io.tributary.identifiers.EmailAddresses;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Turns meetings into communications. Who recorded and who was invited takes part; an invitee without address is left out. */
record ObserveMeetings(ConnectionKey key, Clock time) {

  List<Observed> observe(List<Meeting> meetings, List<String> unreadable) {
    var observed = new ArrayList<Observed>();
    for (var meeting : meetings) {
      if (meeting.recordingId() == null || startOf(meeting) == null) {
        unreadable.add("a meeting without id or date");
      } else {
        observed.add(new Observed(event(meeting)));
      }
    }
    return observed;
  }

  private CommunicationObserved event(Meeting meeting) {
    var summary = meeting.summary() == null ? null : meeting.summary().markdown();
    var title = meeting.meetingTitle() == null ? meeting.title() : meeting.meetingTitle();
    return CommunicationObserved.newBuilder()
        .setTenant(key.tenant())
        .setChannel(Channel.MEETING)
        .setKind(CommunicationKind.MEETING)
        .setExternalId("fathom|" + meeting.recordingId())
        .setSentAt(SentDates.bounded(startOf(meeting)))
        .setSubject(title == null ? null : title.replace("\0", ""))
        .setText(CutText.of(summary, CutText.TEXT_BYTES))
        .setSize(CutText.bytesOf(summary))
        .setParticipants(participants(meeting))
        .setCopy(AccountCopy.newBuilder().setAccount(key.workspace()).setProviderId(String.valueOf(meeting.recordingId())).build())
        .setLearntBy(LearntBy.POLL)
        .setObservedAt(time.instant())
        .build();
  }

  /** Each address once; who recorded it is usually invited, too. */
  private static List<ObservedParticipant> participants(Meeting meeting) {
    var byAddress = new LinkedHashMap<String, ObservedParticipant>();
    var host = meeting.recordedBy();
    if (host != null) {
      add(byAddress, ParticipantRole.HOST, host.name(), host.email(), true);
    }
    for (var invitee : meeting.invitees() == null ? List.<Invitee>of() : meeting.invitees()) {
      add(byAddress, ParticipantRole.ATTENDEE, invitee.name(), invitee.email(), Boolean.FALSE.equals(invitee.external()));
    }
    return List.copyOf(byAddress.values());
  }

  private static void add(
      LinkedHashMap<String, ObservedParticipant> to, ParticipantRole role, @Nullable String name, @Nullable String email, boolean self) {
    EmailAddresses.identify(email).found().ifPresent(address -> to.putIfAbsent(address.getCanonical(), ObservedParticipant.newBuilder()
        .setRole(role).setAliases(List.of(address)).setDisplayName(name).setSelf(self).build()));
  }

  /** The first of its dates that there is: Fathom has sent null where its description says there is none. */
  private static @Nullable Instant startOf(Meeting meeting) {
    return Stream.of(meeting.recordingStart(), meeting.scheduledStart(), meeting.createdAt())
        .map(ObserveMeetings::read).filter(Objects::nonNull).findFirst().orElse(null);
  }

  private static @Nullable Instant read(@Nullable String date) {
    try {
      return date == null ? null : OffsetDateTime.parse(date).toInstant();
    } catch (DateTimeException _) {
      return null;
    }
  }
}
