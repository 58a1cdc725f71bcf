package io.tributary.participants.known;

import io.tributary.events.ChannelConnection;
import io.tributary.participants.links.DecideLinks;
import io.tributary.participants.links.ParticipantKey;
import io.tributary.participants.links.PublishedRows;
import io.tributary.participants.resolve.Identity;
import io.tributary.participants.rows.Columns;
import io.tributary.service.database.Database;
import io.tributary.service.kafka.BatchHandler;
import io.tributary.service.kafka.Received;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jooq.DSLContext;

/** Takes in which addresses and numbers are the tenant's own: their participants are nobody's, from now on and in hindsight. */
public final class ApplyConnections implements BatchHandler<ChannelConnection> {

  private static final String NEWER = """
      insert into connections (tenant, channel, account, version)
      select * from unnest(?::text[], ?::text[], ?::text[], ?::bigint[])
      on conflict (tenant, channel, account) do update set version = excluded.version where connections.version < excluded.version
      returning tenant, channel, account""";

  private static final String FORGET = """
      delete from own_identities o using unnest(?::text[], ?::text[], ?::text[]) as x (tenant, channel, account)
      where o.tenant = x.tenant and o.channel = x.channel and o.account = x.account
      returning o.tenant, o.kind, o.value""";

  private static final String WRITE = """
      insert into own_identities (tenant, kind, value, channel, account)
      select * from unnest(?::text[], ?::text[], ?::text[], ?::text[], ?::text[])
      on conflict do nothing""";

  private record Account(String tenant, String channel, String id) {}

  private record Own(Account account, Identity identity) {}

  private final Database database;
  private final PublishedRows published;

  public ApplyConnections(Database database, PublishedRows published) {
    this.database = database;
    this.published = published;
  }

  @Override
  public void handle(List<Received<ChannelConnection>> batch) {
    var newest = newest(batch);
    if (newest.isEmpty()) {
      return;
    }
    database.runAsWorker(db -> {
      var own = own(newest.values());
      var identities = new TreeSet<TenantIdentity>();
      own.forEach(one -> identities.add(new TenantIdentity(one.account().tenant(), one.identity())));
      LockIdentities.lock(db, identities);
      identities.addAll(store(db, newest.values(), own));
      List<ParticipantKey> participants = new KnownRecords(db).participantsThatMeet(identities);
      DecideLinks.of(db, participants);
    });
    published.poke();
  }

  /** @return what accounts held before */
  private static List<TenantIdentity> store(DSLContext db, Iterable<ChannelConnection> connections, List<Own> own) {
    var rows = new ArrayList<ChannelConnection>();
    connections.forEach(rows::add);
    var applied = db.fetch(NEWER, Columns.of(rows)
            .text(ChannelConnection::getTenant).text(row -> row.getChannel().name()).text(ChannelConnection::getAccount)
            .number(ChannelConnection::getVersion).bindings())
        .map(row -> new Account(row.get(0, String.class), row.get(1, String.class), row.get(2, String.class)));
    var before = db.fetch(FORGET, Columns.of(applied).text(Account::tenant).text(Account::channel).text(Account::id).bindings())
        .map(row -> new TenantIdentity(row.get(0, String.class), new Identity(row.get(1, String.class), row.get(2, String.class))));
    db.execute(WRITE, Columns.of(own.stream().filter(one -> applied.contains(one.account())).toList())
        .text(one -> one.account().tenant()).text(one -> one.identity().kind()).text(one -> one.identity().value())
        .text(one -> one.account().channel()).text(one -> one.account().id()).bindings());
    return before;
  }

  private static List<Own> own(Iterable<ChannelConnection> connections) {
    var own = new ArrayList<Own>();
    for (var connection : connections) {
      var account = new Account(connection.getTenant(), connection.getChannel().name(), connection.getAccount());
      connection.getOwnIdentifiers().forEach(identifier ->
          own.add(new Own(account, new Identity(identifier.getKind().name(), identifier.getCanonical()))));
    }
    return own;
  }

  private static Map<String, ChannelConnection> newest(List<Received<ChannelConnection>> batch) {
    var newest = new TreeMap<String, ChannelConnection>();
    batch.stream()
        .filter(received -> received.value() != null)
        .forEach(received -> newest.merge(received.key(), Objects.requireNonNull(received.value()),
            (held, next) -> next.getVersion() > held.getVersion() ? next : held));
    return newest;
  }
}
