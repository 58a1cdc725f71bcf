package io.tributary.channels.connection;

import static io.tributary.channels.jooq.Tables.CONNECTIONS;

import io.tributary.channels.ConnectedAccount;
import io.tributary.channels.ProcessClock;
import io.tributary.events.ConnectionStatus;
import io.tributary.events.Identifier;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jooq.DSLContext;
import org.jooq.JSONB;
import org.jooq.impl.DSL;

/** The tenant's accounts that may be asked, in the order of their ids. */
public record UsableAccounts(String tenant) {

  private static final JSONB PAUSED = JSONB.valueOf("{\"paused\": true}");

  public List<ConnectedAccount> all(DSLContext db) {
    var rest = DSL.field(
        "case when {0} > clock_timestamp() then extract(epoch from {0} - clock_timestamp()) else 0 end",
        Double.class, CONNECTIONS.BACKOFF_UNTIL);
    return db.select(CONNECTIONS.ACCOUNT, CONNECTIONS.OWN_IDENTIFIERS, CONNECTIONS.FAILURES, rest)
        .from(CONNECTIONS)
        .where(CONNECTIONS.TENANT.eq(tenant))
        .and(CONNECTIONS.STATUS.eq(ConnectionStatus.OK.name()))
        .and(CONNECTIONS.SYNC_SETTINGS.contains(PAUSED).not())
        .orderBy(CONNECTIONS.ACCOUNT)
        .fetch(row -> new ConnectedAccount(
            tenant, row.value1(), canonical(row.value2()), row.value3(), ProcessClock.now().plusMillis((long) (row.value4() * 1000))));
  }

  static Set<String> canonical(JSONB own) {
    return OwnIdentifiers.read(own).stream().map(Identifier::getCanonical).collect(Collectors.toUnmodifiableSet());
  }
}
