package io.tributary.system.guarantees;

import io.tributary.events.Channel;
import io.tributary.events.Identifier;
import io.tributary.events.IdentifiersChanged;
import io.tributary.events.Position;
import io.tributary.events.Topics;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What a record held when it was last changed is what its stream says last, and what every reader of the stream has. */
final class AtLeastOnce implements Guarantee<Evidence> {

  private static final String POSITION = "epoch || ':' || record_version || ':' || rules_version";
  private static final Map<Channel, String> DATABASES =
      Map.of(Channel.EMAIL, "email_sync", Channel.WHATSAPP, "whatsapp_sync", Channel.LINKEDIN, "linkedin_sync");

  @Override
  public String name() {
    return "the last committed identifiers of every record reach every reader";
  }

  @Override
  public List<String> breaches(Evidence evidence) {
    var breaches = new ArrayList<String>();
    addressesOnTheStream(evidence, breaches);
    DATABASES.forEach((channel, database) -> appliedByChannel(evidence, channel, database, breaches));
    appliedByResolver(evidence, breaches);
    return breaches;
  }

  private static void addressesOnTheStream(Evidence evidence, List<String> breaches) {
    var last = evidence.last(Topics.EMAIL_IDENTIFIER_CHANGES);
    evidence.ledger().records().forEach((record, held) -> {
      var event = last.get(evidence.key(held.id));
      var streamed = event == null ? Set.<String>of() : addresses((IdentifiersChanged) event.value());
      if (!streamed.equals(held.emails())) {
        breaches.add("record %s (%d) was left with %d addresses, its stream ends with %d others: %s".formatted(
            record, held.id, held.emails().size(), streamed.size(), event == null ? "nothing" : event.place()));
      }
    });
  }

  private static Set<String> addresses(@Nullable IdentifiersChanged changed) {
    return changed == null ? Set.of() : changed.getCurrent().stream().map(Identifier::getRaw).collect(Collectors.toSet());
  }

  private static void appliedByChannel(Evidence evidence, Channel channel, String database, List<String> breaches) {
    var applied = evidence.rowsById(
        database, "select record_id, %s, fingerprint from sync_state where tenant = :tenant".formatted(POSITION), 3);
    evidence.last(Objects.requireNonNull(Topics.IDENTIFIER_CHANGES.get(channel))).forEach((key, event) -> {
      var row = applied.get(recordOf(key));
      var position = event.position();
      if (position != null && (row == null || !row.get(1).equals(text(position)) || !row.get(2).equals(event.fingerprint()))) {
        breaches.add("%s has applied %s of %s, which says %s".formatted(
            database, row == null ? "nothing" : row.get(1), event.place(), text(position)));
      } else if (position == null && row != null && !row.get(2).isEmpty()) {
        breaches.add("%s holds identifiers of %s, which is deleted".formatted(database, event.place()));
      }
    });
  }

  private static void appliedByResolver(Evidence evidence, List<String> breaches) {
    var applied = evidence.rowsById(
        "communications", "select record_id, %s, deleted from records where tenant = :tenant".formatted(POSITION), 3);
    evidence.last(Topics.RECORD_STATES).forEach((key, event) -> {
      var row = applied.get(recordOf(key));
      var position = event.position();
      if (position != null && (row == null || !row.get(1).equals(text(position)))) {
        breaches.add("participant-resolver has applied %s of %s, which says %s".formatted(
            row == null ? "nothing" : row.get(1), event.place(), text(position)));
      } else if (position == null && row != null && !row.get(2).equals("t")) {
        breaches.add("participant-resolver has %s, which is deleted".formatted(event.place()));
      }
    });
  }

  private static long recordOf(String key) {
    return Long.parseLong(key.substring(key.indexOf('|') + 1));
  }

  private static String text(Position position) {
    return "%d:%d:%d".formatted(position.getEpoch(), position.getRecordVersion(), position.getRulesVersion());
  }
}
