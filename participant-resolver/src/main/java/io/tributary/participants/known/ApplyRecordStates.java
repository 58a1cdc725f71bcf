package io.tributary.participants.known;

import io.tributary.events.RecordState;
import io.tributary.participants.links.DecideLinks;
import io.tributary.participants.links.PublishedRows;
import io.tributary.service.database.Database;
import io.tributary.service.kafka.BatchHandler;
import io.tributary.service.kafka.Received;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jooq.DSLContext;

/**
 * Takes in what records hold now, and decides again whose the participants are that meet what they held before or hold now. A state that is not newer
 * than the one held changes nothing; the null after a deleted record's last state says nothing new.
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
    var records = new KnownRecords(db);
    // Locks the records: what they held is what is replaced below.
    var applied = records.store(newest);
    if (applied.isEmpty()) {
      return;
    }
    var identities = new TreeSet<>(records.identitiesOf(applied));
    applied.stream().flatMap(HeldBy::of).map(HeldBy::tenantIdentity).forEach(identities::add);
    LockIdentities.lock(db, identities);
    records.replaceIdentities(applied);

    var participants = new TreeSet<>(new MeetingParticipants(db).of(identities));
    participants.addAll(records.participantsOf(applied));
    participants.addAll(records.followSurvivors(applied));
    DecideLinks.of(db, participants);
  }

  /** One state a record, the newest: by record, since the order of keys is the order of locking. */
  private static Collection<RecordState> newest(List<Received<RecordState>> batch) {
    Map<String, RecordState> newest = new TreeMap<>();
    batch.stream()
        .filter(received -> received.value() != null)
        .forEach(received -> newest.merge(received.key(), Objects.requireNonNull(received.value()),
            (held, next) -> POSITION.compare(next, held) > 0 ? next : held));
    return newest.values();
  }
}
