package io.tributary.participants.intake;

import io.tributary.events.ChatEventType;
import io.tributary.events.CommunicationKind;
import io.tributary.events.CommunicationObserved;
import io.tributary.events.Identifier;
import io.tributary.events.IdentifierKind;
import io.tributary.events.ObservedParticipant;
import io.tributary.events.Text;
import io.tributary.participants.intake.Observed.Copy;
import io.tributary.participants.intake.Observed.Key;
import io.tributary.participants.intake.Observed.Person;
import io.tributary.participants.known.IdentitiesOf;
import io.tributary.participants.resolve.Identity;
import io.tributary.participants.rows.IndexKey;
import io.tributary.service.kafka.Received;
import io.tributary.service.kafka.UnprocessableEvent;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * From the wire to our own words: one {@link Observed} a message, in the order of keys. Of what happened in a chat and is no message, only that
 * somebody left is kept.
 */
final class ReadCommunications {

  static List<Observed> of(List<Received<CommunicationObserved>> batch) {
    return once(batch.stream()
        .map(Received::value)
        .filter(Objects::nonNull)
        .filter(event -> event.getKind() != CommunicationKind.EVENT || isDeparture(event))
        .map(ReadCommunications::read));
  }

  /** Each message once, in the order of keys. */
  static List<Observed> once(Stream<Observed> observations) {
    Map<Key, Observed> byKey = new TreeMap<>();
    observations.forEach(observed -> byKey.merge(observed.key(), observed, ReadCommunications::together));
    return List.copyOf(byKey.values());
  }

  private static Observed read(CommunicationObserved event) {
    var email = event.getEmail();
    var copy = event.getCopy();
    require(event.getTenant(), "tenant");
    require(event.getExternalId(), "externalId");
    require(copy.getAccount(), "copy.account");
    require(copy.getProviderId(), "copy.providerId");
    return new Observed(
        new Key(event.getTenant(), event.getChannel().name(), IndexKey.of(event.getExternalId())),
        event.getKind().name(),
        MessageRefs.of(event),
        event.getGroup(),
        event.getSentAt(),
        event.getReceivedAt(),
        content(event),
        email == null ? "NONE" : email.getBulk().name(),
        listAddress(event),
        event.getOutbound(),
        event.getChatHints() != null && Boolean.TRUE.equals(event.getChatHints().getSeen()),
        isDeparture(event),
        event.getLearntBy().name(),
        List.of(new Copy(IndexKey.of(copy.getAccount()), IndexKey.of(copy.getProviderId()), copy.getFolder(), copy.getRole(), copy.getRead(),
            event.getObservedAt())),
        event.getParticipants().stream().map(ReadCommunications::person).filter(person -> !person.aliases().isEmpty()).toList());
  }

  private static boolean isDeparture(CommunicationObserved event) {
    return event.getKind() == CommunicationKind.EVENT && event.getChatHints() != null && event.getChatHints().getEvent() == ChatEventType.MEMBER_LEFT;
  }

  private static void require(String value, String field) {
    if (value.isBlank()) {
      throw new UnprocessableEvent("The field %s is empty: the message cannot be told from others.".formatted(field));
    }
  }

  private static Content content(CommunicationObserved event) {
    var hints = event.getChatHints();
    if (hints != null && hints.getDeleted()) {
      return Content.gone(event.getObservedAt());
    }
    Text text = event.getText();
    Text html = event.getHtml();
    return new Content(
        event.getSubject(),
        text == null ? null : text.getText(),
        text != null && text.getTruncated(),
        html == null ? null : html.getText(),
        html != null && html.getTruncated(),
        event.getSize(),
        event.getAttachments(),
        hints == null || !hints.getEdited() ? null : Objects.requireNonNullElse(hints.getEditedAt(), event.getObservedAt()),
        hints == null || !hints.getEdited() ? null : event.getObservedAt(),
        null);
  }

  private static Person person(ObservedParticipant participant) {
    var aliases = named(participant.getAliases());
    var evidence = named(participant.getEvidence());
    return new Person(
        participant.getRole().name(),
        aliases.stream().map(IdentitiesOf::itself).distinct().toList(),
        Stream.concat(aliases.stream(), evidence.stream()).flatMap(found -> IdentitiesOf.participant(found).stream()).distinct().toList(),
        evidence.stream().map(IdentitiesOf::itself).distinct().toList(),
        participant.getDisplayName(),
        aliases.isEmpty() ? "" : aliases.getFirst().getRaw(),
        participant.getSelf());
  }

  /** Without those that name nobody: all who have an empty one would be the same person. */
  private static List<Identifier> named(List<Identifier> identifiers) {
    return identifiers.stream().filter(identifier -> !identifier.getCanonical().isBlank()).toList();
  }

  private static @Nullable Identity listAddress(CommunicationObserved event) {
    var email = event.getEmail();
    return email == null || email.getListAddress() == null || email.getListAddress().isBlank()
        ? null
        : new Identity(IdentifierKind.EMAIL.name(), IndexKey.of(email.getListAddress()));
  }

  /** The content that stands, the copies, refs and people of both. */
  private static Observed together(Observed first, Observed second) {
    Set<String> refs = new LinkedHashSet<>(first.refs());
    refs.addAll(second.refs());
    var copies = new LinkedHashMap<String, Copy>();
    Stream.concat(first.copies().stream(), second.copies().stream())
        .forEach(copy -> copies.merge(copy.account() + '|' + copy.providerId(), copy, Copy::orNewer));
    var people = new LinkedHashSet<>(first.people());
    people.addAll(second.people());
    return new Observed(first.key(), first.kind(), refs, first.group() || second.group(), first.sentAt(), earlier(first.receivedAt(), second.receivedAt()), first.content().and(second.content()),
        BulkRank.higher(first.bulk(), second.bulk()),
        first.listAddress() == null ? second.listAddress() : first.listAddress(), first.outbound() || second.outbound(), first.seen() || second.seen(),
        first.departure(), first.isTold() ? second.learntBy() : first.learntBy(),
        List.copyOf(copies.values()), List.copyOf(people));
  }

  private static @Nullable Instant earlier(@Nullable Instant one, @Nullable Instant other) {
    return one == null || other != null && other.isBefore(one) ? other : one;
  }

  private ReadCommunications() {}
}
