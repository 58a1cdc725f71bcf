package io.tributary.participants.known;

import static java.util.stream.Collectors.toCollection;
import static java.util.stream.Collectors.toSet;

import io.tributary.events.ChannelConnection;
import io.tributary.participants.known.OwnIdentities.Own;
import io.tributary.participants.links.DecideLinks;
import io.tributary.participants.links.PublishedRows;
import io.tributary.service.database.Database;
import io.tributary.service.kafka.BatchHandler;
import io.tributary.service.kafka.Received;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jooq.DSLContext;

/**
 * Takes in which addresses and numbers are the tenant's own: their participants are nobody's, and their messages outbound, from now on and in
 * hindsight. An account that is gone has none.
 */
public final class ApplyConnections implements BatchHandler<ChannelConnection> {

  private final Database database;
  private final PublishedRows published;

  public ApplyConnections(Database database, PublishedRows published) {
    this.database = database;
    this.published = published;
  }

  @Override
  public void handle(List<Received<ChannelConnection>> batch) {
    database.runAsWorker(db -> apply(db, latest(batch)));
    published.poke();
  }

  private static void apply(DSLContext db, Collection<ConnectionNow> connections) {
    var applied = new KnownConnections(db).store(connections);
    var accounts = applied.stream().map(ConnectionNow::account).toList();
    var own = new OwnIdentities(db);
    var before = own.of(accounts);
    var now = applied.stream().flatMap(ConnectionNow::own).collect(toSet());
    var changed = changed(before, now);
    if (!changed.isEmpty()) {
      LockIdentities.lock(db, changed);
      own.replace(accounts, now);
      var participants = new MeetingParticipants(db).of(changed);
      DecideLinks.of(db, participants);
      new Directions(db).ofParticipants(participants);
    }
  }

  private static TreeSet<TenantIdentity> changed(Set<Own> before, Set<Own> now) {
    var changed = new HashSet<>(before);
    changed.addAll(now);
    changed.removeIf(one -> before.contains(one) && now.contains(one));
    return changed.stream().map(Own::tenantIdentity).collect(toCollection(TreeSet::new));
  }

  /** One an account: the newest, or that it is gone; by key, since that is the order of locking. */
  private static Collection<ConnectionNow> latest(List<Received<ChannelConnection>> batch) {
    var latest = new TreeMap<String, ConnectionNow>();
    batch.forEach(received -> latest.merge(received.key(), ConnectionNow.of(received), ConnectionNow::orNewer));
    return latest.values();
  }
}
