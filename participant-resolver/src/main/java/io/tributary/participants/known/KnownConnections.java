package io.tributary.participants.known;

import io.tributary.participants.known.OwnIdentities.Account;
import io.tributary.participants.rows.Columns;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jooq.DSLContext;

/** The connected accounts as stored. */
final class KnownConnections {

  private static final String NEWER = """
      insert into connections (tenant, channel, account, version, visibility, status)
      select * from unnest(?::text[], ?::text[], ?::text[], ?::bigint[], ?::text[], ?::text[])
      on conflict (tenant, channel, account) do update set version = excluded.version, visibility = excluded.visibility, status = excluded.status
      where connections.version < excluded.version
      returning tenant, channel, account""";

  /** Connected anew, the account may count its versions from the start. How much of its messages may be read stays. */
  private static final String RESET = """
      update connections c set version = -1, status = 'DISCONNECTED'
      from unnest(?::text[], ?::text[], ?::text[]) as x (tenant, channel, account)
      where c.tenant = x.tenant and c.channel = x.channel and c.account = x.account""";

  private final DSLContext db;

  KnownConnections(DSLContext db) {
    this.db = db;
  }

  /** Stores those that are newer than what is known, marks those that are gone, and locks both. @return these */
  List<ConnectionNow> store(Collection<ConnectionNow> connections) {
    var gone = connections.stream().filter(each -> each.state() == null).toList();
    db.execute(RESET, Columns.of(gone)
        .text(each -> each.account().tenant()).text(each -> each.account().channel()).text(each -> each.account().id()).bindings());
    var states = connections.stream().map(ConnectionNow::state).filter(Objects::nonNull).toList();
    var newer = db.fetch(NEWER, Columns.of(states)
            .text(state -> state.getTenant()).text(state -> state.getChannel().name()).text(state -> state.getAccount())
            .number(state -> state.getVersion()).text(state -> state.getVisibility().name())
            .text(state -> state.getStatus().name()).bindings())
        .stream()
        .map(row -> new Account(row.get(0, String.class), row.get(1, String.class), row.get(2, String.class)))
        .collect(Collectors.toSet());
    var applied = new ArrayList<>(gone);
    connections.stream().filter(each -> newer.contains(each.account())).forEach(applied::add);
    return applied;
  }
}
