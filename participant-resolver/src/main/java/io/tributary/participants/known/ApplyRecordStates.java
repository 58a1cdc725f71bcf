package io.tributary.participants.known;

import io.tributary.events.Position;
import io.tributary.events.RecordState;
import io.tributary.participants.links.DecideLinks;
import io.tributary.participants.links.PublishedRows;
import io.tributary.service.database.Database;
import io.tributary.service.kafka.BatchHandler;
import io.tributary.service.kafka.Received;
import io.tributary.service.kafka.UnprocessableEvent;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jooq.DSLContext;

/**
 * Takes in what records hold now, and decides again whose the participants are that meet what they held before or hold now. A state that is not newer
 * than the one held changes nothing. A null says that the record is gone since its position: compaction may have left nothing else of its end.
 */
public final class ApplyRecordStates implements BatchHandler<RecordState> {

  private static final Comparator<RecordState> POSITION = Comparator
      .<RecordState>comparingLong(state -> state.getPosition().getEpoch())
      .thenComparingLong(state -> state.getPosition().getRecordVersion())
      .thenComparingLong(state -> state.getPosition().getRulesVersion());

  private final Database database;
  private final PublishedRows published;

  public ApplyRecordStates(Database database, PublishedRows published) {
    this.database = database;
    this.published = published;
  }

  @Override
  public void handle(List<Received<RecordState>> batch) {
    var newest = newest(batch);
    if (!newest.isEmpty()) {
      database.runAsWorker(db -> apply(db, newest));
      published.poke();
    }
  }

  private static void apply(DSLContext db, Collection<RecordState> newest) {
    LockMerges.lock(db, newest);
    var records = new KnownRecords(db);
    // Locks the records: what they held is what is replaced below.
    var applied = records.store(newest);
    if (applied.isEmpty()) {
      return;
    }
    var family = MergedFamily.of(db, applied);
    var identities = new TreeSet<>(family.identities());
    applied.stream().flatMap(HeldBy::of).map(HeldBy::tenantIdentity).forEach(identities::add);
    LockIdentities.lock(db, identities);
    records.replaceIdentities(applied);

    var participants = new TreeSet<>(new MeetingParticipants(db).of(identities));
    participants.addAll(family.participants());
    DecideLinks.of(db, participants);
  }

  /** One state a record, the newest: by record, since the order of keys is the order of locking. */
  private static Collection<RecordState> newest(List<Received<RecordState>> batch) {
    Map<String, RecordState> newest = new TreeMap<>();
    batch.forEach(received -> stateOf(received).ifPresent(state -> newest.merge(received.key(), state,
        (held, next) -> POSITION.compare(next, held) > 0 ? next : held)));
    return newest.values();
  }

  private static Optional<RecordState> stateOf(Received<RecordState> received) {
    return Optional.ofNullable(received.value()).or(() -> Optional.ofNullable(received.position()).map(since -> gone(received.key(), since)));
  }

  /** The state that stood before the null. */
  private static RecordState gone(String key, Position since) {
    int bar = key.lastIndexOf('|');
    try {
      return RecordState.newBuilder()
          .setTenant(key.substring(0, bar)).setRecordId(Long.parseLong(key, bar + 1, key.length(), 10)).setPipeline("").setPosition(since)
          .setDeleted(true).setFingerprint("").setCommittedAt(Instant.EPOCH).build();
    } catch (IndexOutOfBoundsException | NumberFormatException _) {
      throw new UnprocessableEvent("The key of a null on the records' topic is not tenant|record.");
    }
  }
}
