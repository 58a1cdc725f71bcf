package io.tributary.participants.known;

import io.tributary.events.RecordState;
import io.tributary.participants.links.DecideLinks;
import io.tributary.participants.links.PublishedRows;
import io.tributary.service.database.Database;
import io.tributary.service.kafka.BatchHandler;
import io.tributary.service.kafka.Received;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Takes in what records hold now, and decides again whose the participants are that meet what they held before or hold now. A state that is not newer
 * than the one held changes nothing; the null after a deleted record's last state says nothing new.
 */
public final class ApplyRecordStates implements BatchHandler<RecordState> {

  private final Database database;
  private final PublishedRows published;

  public ApplyRecordStates(Database database, PublishedRows published) {
    this.database = database;
    this.published = published;
  }

  @Override
  public void handle(List<Received<RecordState>> batch) {
    var newest = newest(batch);
    if (newest.isEmpty()) {
      return;
    }
    database.runAsWorker(db -> {
      var records = new KnownRecords(db);
      var identities = new TreeSet<>(records.identitiesOf(newest.values()));
      newest.values().stream().flatMap(HeldBy::of).map(HeldBy::tenantIdentity).forEach(identities::add);
      LockIdentities.lock(db, identities);

      var applied = records.store(newest.values());
      var participants = new TreeSet<>(records.participantsThatMeet(identities));
      participants.addAll(records.participantsLinkedTo(applied));
      participants.addAll(records.followSurvivors(applied));
      DecideLinks.of(db, participants);
    });
    published.poke();
  }

  /** One state a record, the newest: by record, since the order of keys is the order of locking. */
  private static Map<String, RecordState> newest(List<Received<RecordState>> batch) {
    var newest = new TreeMap<String, RecordState>();
    batch.stream()
        .filter(received -> received.value() != null)
        .forEach(received -> newest.merge(received.key(), Objects.requireNonNull(received.value()),
            (held, next) -> POSITION.compare(next, held) > 0 ? next : held));
    return newest;
  }

  private static final Comparator<RecordState> POSITION = Comparator
      .<RecordState>comparingLong(state -> state.getPosition().getEpoch())
      .thenComparingLong(state -> state.getPosition().getRecordVersion())
      .thenComparingLong(state -> state.getPosition().getRulesVersion());
}
