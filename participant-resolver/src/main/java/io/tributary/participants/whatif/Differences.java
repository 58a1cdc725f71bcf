package io.tributary.participants.whatif;

import static io.tributary.participants.jooq.Tables.PARTICIPANTS;
import static io.tributary.participants.jooq.Tables.PARTICIPANT_LINKS;

import io.tributary.participants.links.ParticipantKey;
import io.tributary.participants.resolve.Resolution.Ambiguous;
import io.tributary.participants.resolve.Resolution.Candidate;
import io.tributary.participants.resolve.Resolution.Linked;
import io.tributary.participants.resolve.Resolution.Unlinked;
import io.tributary.participants.resolve.Resolution.Whose;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;

/**
 * How links would change.
 *
 * @param records records that were looked at
 * @param participants participants that show what they hold, or would hold
 * @param wouldLink linked, and not before
 * @param wouldMove linked to another record than before
 * @param wouldUnlink nobody's, and linked or ambiguous before
 * @param wouldBeAmbiguous ambiguous, and not before
 * @param samples some of each
 */
record Differences(
    int records, int participants, int wouldLink, int wouldMove, int wouldUnlink, int wouldBeAmbiguous, List<Sample> samples) {

  private static final int SAMPLES_OF_EACH = 5;

  /** @param change link, move, unlink or ambiguous @param reason why it would be so */
  record Sample(
      String change, long participantId, String channel, @Nullable String displayName, String handle, String fromStatus, @Nullable Long fromRecordId,
      @Nullable Long toRecordId, List<Long> candidates, String reason) {}

  private record Now(String status, @Nullable Long record, String channel, @Nullable String displayName, String handle) {}

  static Differences between(DSLContext db, String tenant, Map<ParticipantKey, Whose> would, int records) {
    var now = now(db, tenant, would.keySet().stream().map(ParticipantKey::id).toList());
    var counts = new TreeMap<String, Integer>();
    var samples = new ArrayList<Sample>();
    would.forEach((key, whose) -> {
      var before = now.get(key.id());
      var change = before == null ? "" : change(before, whose);
      if (before != null && !change.isEmpty() && counts.merge(change, 1, Integer::sum) <= SAMPLES_OF_EACH) {
        samples.add(sample(key.id(), change, before, whose));
      }
    });
    return new Differences(records, would.size(), counts.getOrDefault("link", 0), counts.getOrDefault("move", 0),
        counts.getOrDefault("unlink", 0), counts.getOrDefault("ambiguous", 0), samples);
  }

  private static String change(Now before, Whose whose) {
    return switch (whose.resolution()) {
      case Linked _ when !before.status().equals("linked") -> "link";
      case Linked linked -> Objects.equals(before.record(), linked.recordId()) ? "" : "move";
      case Ambiguous _ -> before.status().equals("ambiguous") ? "" : "ambiguous";
      case Unlinked _ -> before.status().equals("unlinked") ? "" : "unlink";
    };
  }

  private static Sample sample(long id, String change, Now before, Whose whose) {
    var candidates = whose.resolution() instanceof Ambiguous several ? several.candidates().stream().map(Candidate::recordId).toList() : List.<Long>of();
    Long to = whose.resolution() instanceof Linked linked ? (Long) linked.recordId() : null;
    return new Sample(change, id, before.channel(), before.displayName(), before.handle(), before.status(), before.record(), to, candidates,
        whose.resolution().reason());
  }

  private static Map<Long, Now> now(DSLContext db, String tenant, List<Long> participants) {
    var l = PARTICIPANT_LINKS;
    return db.select(l.PARTICIPANT_ID, l.STATUS, l.RECORD_ID, PARTICIPANTS.CHANNEL, PARTICIPANTS.DISPLAY_NAME, PARTICIPANTS.HANDLE)
        .from(l)
        .join(PARTICIPANTS)
        .on(PARTICIPANTS.TENANT.eq(l.TENANT))
        .and(PARTICIPANTS.ID.eq(l.PARTICIPANT_ID))
        .where(l.TENANT.eq(tenant))
        .and(l.PARTICIPANT_ID.eq(org.jooq.impl.DSL.any(participants.toArray(Long[]::new))))
        .fetchMap(l.PARTICIPANT_ID, row -> new Now(row.value2().toLowerCase(Locale.ROOT), row.value3(), row.value4(), row.value5(), row.value6()));
  }
}
