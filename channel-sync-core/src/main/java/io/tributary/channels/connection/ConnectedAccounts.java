package io.tributary.channels.connection;

import static io.tributary.channels.jooq.Tables.CONNECTIONS;
import static org.jooq.impl.DSL.row;

import io.tributary.channels.ConnectedAccount;
import io.tributary.events.ConnectionStatus;
import java.util.Collection;
import java.util.Map;
import java.util.stream.Collectors;
import org.jooq.DSLContext;

/** Those of the accounts that are connected, whether they may be asked or not: what they showed may still arrive. */
public record ConnectedAccounts(Collection<AccountKey> keys) {

  public Map<AccountKey, ConnectedAccount> all(DSLContext db) {
    return keys.isEmpty()
        ? Map.of()
        : db.select(CONNECTIONS.TENANT, CONNECTIONS.ACCOUNT, CONNECTIONS.OWN_IDENTIFIERS)
            .from(CONNECTIONS)
            .where(row(CONNECTIONS.TENANT, CONNECTIONS.ACCOUNT).in(keys.stream().map(key -> row(key.tenant(), key.account())).toList()))
            .and(CONNECTIONS.STATUS.ne(ConnectionStatus.DISCONNECTED.name()))
            .fetch(row -> new ConnectedAccount(row.value1(), row.value2(), UsableAccounts.canonical(row.value3())))
            .stream()
            .collect(Collectors.toMap(account -> new AccountKey(account.tenant(), account.id()), account -> account));
  }
}
