package io.tributary.channels.connection;

import static io.tributary.channels.jooq.Tables.BUDGETS;
import static io.tributary.channels.jooq.Tables.CONNECTIONS;

import io.tributary.channels.Channel;
import io.tributary.channels.ProviderFailed;
import io.tributary.events.ConnectionStatus;
import io.tributary.service.database.Database;
import io.tributary.service.web.CursorCodec;
import io.tributary.service.web.Page;
import io.tributary.service.web.PageRequest;
import io.tributary.service.web.Problem;
import io.tributary.service.web.Tenant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** The tenant's connected accounts on this service's channel. */
@RestController
@RequestMapping("/api/channels/{channel}/connections")
public final class ConnectionsController {

  record NewConnection(@Nullable String account) {}

  private final Channel channel;
  private final ConnectAccount connectAccount;
  private final ChangeConnection changeConnection;
  private final Database database;

  public ConnectionsController(Channel channel, ConnectAccount connectAccount, ChangeConnection changeConnection, Database database) {
    this.channel = channel;
    this.connectAccount = connectAccount;
    this.changeConnection = changeConnection;
    this.database = database;
  }

  @PostMapping
  @ResponseStatus(HttpStatus.CREATED)
  Connection connect(Tenant tenant, @PathVariable("channel") String name, @RequestBody NewConnection wanted) {
    mustBeOurs(name);
    var account = wanted.account();
    if (account == null || account.isBlank()) {
      throw Problem.invalid("account", "The provider's id of the account is needed.");
    }
    try {
      return connectAccount.connect(tenant.id(), account.strip());
    } catch (ProviderFailed failure) {
      throw switch (failure.failure()) {
        case GONE, CALLER_BUG, AUTH_DEAD -> Problem.invalid("account", failure.getMessage());
        case THROTTLED, TRANSIENT, UNKNOWN_OUTCOME -> Problem.unavailable("The provider does not answer; try again later.");
      };
    }
  }

  @GetMapping
  Page<Connection> list(Tenant tenant, @PathVariable("channel") String name, PageRequest page) {
    mustBeOurs(name);
    var after = page.cursor() == null ? "" : CursorCodec.decode(page.cursor(), 1).getFirst();
    var rows = database.inTenant(tenant.id(), db -> db.select(CONNECTIONS, BUDGETS.CALLS)
        .from(CONNECTIONS)
        .leftJoin(BUDGETS)
        .on(BUDGETS.TENANT.eq(CONNECTIONS.TENANT))
        .and(BUDGETS.ACCOUNT.eq(CONNECTIONS.ACCOUNT))
        .where(CONNECTIONS.TENANT.eq(tenant.id()))
        .and(CONNECTIONS.STATUS.ne(ConnectionStatus.DISCONNECTED.name()))
        .and(CONNECTIONS.ACCOUNT.gt(after))
        .orderBy(CONNECTIONS.ACCOUNT)
        .limit(page.limit() + 1)
        .fetch(row -> Connection.of(row.value1(), row.value2())));
    boolean more = rows.size() > page.limit();
    var items = more ? rows.subList(0, page.limit()) : rows;
    return new Page<>(items, more ? CursorCodec.encode(items.getLast().account()) : null);
  }

  /** What is given takes the place of what is held. */
  @PatchMapping("/{account}")
  Connection change(
      Tenant tenant, @PathVariable("channel") String name, @PathVariable("account") String account, @RequestBody ChangedConnection changed) {
    mustBeOurs(name);
    return changeConnection.change(tenant.id(), account, changed.checked());
  }

  @DeleteMapping("/{account}")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void disconnect(Tenant tenant, @PathVariable("channel") String name, @PathVariable("account") String account) {
    mustBeOurs(name);
    changeConnection.disconnect(tenant.id(), account);
  }

  private void mustBeOurs(String name) {
    if (!channel.kind().name().toLowerCase(Locale.ROOT).equals(name)) {
      throw Problem.notFound("channel", name);
    }
  }
}
