package io.tributary.salesforce.connection;

import static io.tributary.salesforce.jooq.Tables.CONNECTIONS;

import io.tributary.salesforce.failure.SalesforceFailed;
import io.tributary.salesforce.failure.SalesforceFailure;
import io.tributary.salesforce.jooq.tables.records.ConnectionsRecord;
import io.tributary.service.database.Database;
import io.tributary.service.secrets.Vault;
import java.net.URI;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jooq.JSONB;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** The tenants' organisations: those stored by the API, with their credentials sealed, and the one of the environment. */
public final class Connections {

  private final Database database;
  private final OrgSettings environment;
  private final @Nullable Vault vault;
  private final JsonMapper json;

  /** @param vault null where the deployment has no keyset: then nothing can be stored */
  public Connections(Database database, OrgSettings environment, @Nullable Vault vault, JsonMapper json) {
    this.database = database;
    this.environment = environment;
    this.vault = vault;
    this.json = json;
  }

  /** @throws SalesforceFailed with LOGIN if the tenant has none */
  public Connection of(String tenant) {
    return find(tenant).orElseThrow(() -> new SalesforceFailed(SalesforceFailure.LOGIN, (
        "Tenant %s has no Salesforce connection: PUT /api/salesforce/connection, or set SALESFORCE_TENANT, SALESFORCE_DOMAIN,"
            + " SALESFORCE_CLIENT_ID and SALESFORCE_CLIENT_SECRET.").formatted(tenant)));
  }

  public Optional<Connection> find(String tenant) {
    return database.inTenant(tenant, db -> db.fetchOptional(CONNECTIONS, CONNECTIONS.TENANT.eq(tenant)))
        .map(this::opened)
        .or(() -> environment.isOf(tenant) ? Optional.of(environment.connection()) : Optional.empty());
  }

  /** Who has one. */
  public SortedSet<String> tenants() {
    var tenants = new TreeSet<String>();
    database.runAsWorker(db -> tenants.addAll(db.select(CONNECTIONS.TENANT).from(CONNECTIONS).fetch(CONNECTIONS.TENANT)));
    if (environment.isOf(environment.tenant())) {
      tenants.add(environment.tenant());
    }
    return tenants;
  }

  /** @throws IllegalStateException where the deployment has no keyset */
  public void store(Connection connection) {
    var sealed = vault().seal(json.writeValueAsString(connection.credentials()), owner(connection.tenant()));
    var options = JSONB.valueOf(json.writeValueAsString(connection.options()));
    database.runInTenant(connection.tenant(), db -> db.execute("""
        insert into connections (tenant, login_url, login, credentials, options) values (?, ?, ?, ?, ?::jsonb)
        on conflict (tenant) do update set login_url = excluded.login_url, login = excluded.login, credentials = excluded.credentials,
          options = excluded.options, changed_at = clock_timestamp()""",
        connection.tenant(), connection.loginUrl().toString(), connection.login().name(), sealed, options.data()));
  }

  /** @return false if there was none */
  public boolean forget(String tenant) {
    return database.inTenant(tenant, db -> db.deleteFrom(CONNECTIONS).where(CONNECTIONS.TENANT.eq(tenant)).execute()) > 0;
  }

  private Connection opened(ConnectionsRecord row) {
    var credentials = json.readValue(vault().open(row.getCredentials(), owner(row.getTenant())), Credentials.class);
    var options = json.readValue(row.getOptions().data(), TenantOptions.class);
    return new Connection(row.getTenant(), URI.create(row.getLoginUrl()), Login.valueOf(row.getLogin()), credentials, options);
  }

  private Vault vault() {
    if (vault == null) {
      throw new IllegalStateException("Credentials cannot be stored or opened without a keyset: set SECRETS_KEYSET (./tributary keyset makes one).");
    }
    return vault;
  }

  private static String owner(String tenant) {
    return tenant + "|salesforce";
  }
}
