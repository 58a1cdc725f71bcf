package io.tributary.connectors.gong;

import io.tributary.connectors.ConnectionKey;
import io.tributary.connectors.gong.GongApi.Call;
import io.tributary.connectors.gong.GongApi.MetaData;
import io.tributary.connectors.gong.GongApi.Party;
import io.tributary.connectors.poll.Observed;
import io.tributary.content.CutText;
import io.tributary.content.SentDates;
import io.tributary.events.AccountCopy;
import io.tributary.events.Channel;
import io.tributary.events.CommunicationKind;
import io.tributary.events.CommunicationObserved;
import io.tributary.events.Identifier;
import io.tributary.events.LearntBy;
import io.tributary.events.ObservedParticipant;
import io.tributary.events.ParticipantRole;
import io.tributary.identifiers.EmailAddresses;
import io.tributary.identifiers.PhoneNumbers;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Turns calls into communications. Who took part is known by the address or number they were invited or called with; a party with neither
 * has only a name and is left out. A call whose parties are not there yet (Gong adds them some minutes later) waits for the next reading.
 */
record ObserveCalls(ConnectionKey key, Clock time) {

  List<Observed> observe(List<Call> calls, List<String> unreadable) {
    var observed = new ArrayList<Observed>();
    for (var call : calls) {
      var about = call.metaData();
      if (about == null || about.id() == null || started(about) == null) {
        unreadable.add("a call without id or date");
      } else if (call.parties() != null && !call.parties().isEmpty()) {
        observed.add(new Observed(event(about, call)));
      }
    }
    return observed;
  }

  private CommunicationObserved event(MetaData about, Call call) {
    var brief = call.content() == null ? null : call.content().brief();
    var id = Objects.requireNonNull(about.id());
    return CommunicationObserved.newBuilder()
        .setTenant(key.tenant())
        .setChannel(Channel.CALL)
        .setKind(CommunicationKind.CALL)
        .setExternalId("gong|" + id)
        .setSentAt(SentDates.bounded(started(about)))
        .setSubject(about.title() == null ? null : about.title().replace("\0", ""))
        .setText(CutText.of(brief, CutText.TEXT_BYTES))
        .setSize(CutText.bytesOf(brief))
        .setParticipants(Objects.requireNonNull(call.parties()).stream().flatMap(party -> participant(party, about)).toList())
        .setOutbound("Outbound".equals(about.direction()))
        .setCopy(AccountCopy.newBuilder().setAccount(key.workspace()).setProviderId(id).build())
        .setLearntBy(LearntBy.POLL)
        .setObservedAt(time.instant())
        .build();
  }

  private static Stream<ObservedParticipant> participant(Party party, MetaData about) {
    var aliases = Stream.concat(EmailAddresses.identify(party.emailAddress()).found().stream(), phone(party).stream()).limit(1).toList();
    if (aliases.isEmpty()) {
      return Stream.empty();
    }
    boolean host = party.userId() != null && party.userId().equals(about.primaryUserId());
    return Stream.of(ObservedParticipant.newBuilder()
        .setRole(host ? ParticipantRole.HOST : ParticipantRole.ATTENDEE)
        .setAliases(aliases)
        .setEvidence(phone(party))
        .setDisplayName(party.name())
        .setSelf("Internal".equals(party.affiliation()))
        .build());
  }

  /** Only as it is written with its country: Gong does not say which one a bare number is of. */
  private static List<Identifier> phone(Party party) {
    var number = party.phoneNumber();
    return number == null || !number.strip().startsWith("+") ? List.of() : PhoneNumbers.identify(number, "ZZ").found().map(List::of).orElse(List.of());
  }

  private static @Nullable Instant started(MetaData about) {
    try {
      var date = about.started() == null ? about.scheduled() : about.started();
      return date == null ? null : OffsetDateTime.parse(date).toInstant();
    } catch (DateTimeException _) {
      return null;
    }
  }
}
