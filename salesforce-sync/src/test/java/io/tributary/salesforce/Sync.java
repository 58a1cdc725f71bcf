package io.tributary.salesforce;

import static io.tributary.salesforce.jooq.Tables.CONTACTS;

import io.tributary.events.RecordUpsert;
import io.tributary.events.Topics;
import io.tributary.salesforce.client.SalesforceClients;
import io.tributary.salesforce.connection.Connection;
import io.tributary.salesforce.connection.Connections;
import io.tributary.salesforce.connection.Credentials;
import io.tributary.salesforce.connection.Login;
import io.tributary.salesforce.connection.TenantOptions;
import io.tributary.salesforce.jooq.tables.records.ContactsRecord;
import io.tributary.salesforce.runs.NewRun;
import io.tributary.salesforce.runs.RunKey;
import io.tributary.salesforce.runs.RunKind;
import io.tributary.salesforce.runs.RunProgress;
import io.tributary.salesforce.runs.RunView;
import io.tributary.salesforce.runs.Runs;
import io.tributary.salesforce.runs.Via;
import io.tributary.salesforce.sync.WorkOnRun;
import io.tributary.service.database.Database;
import io.tributary.service.kafka.Received;
import io.tributary.service.testing.EventReader;
import io.tributary.simulators.salesforce.SalesforceOptions;
import io.tributary.simulators.salesforce.SalesforceSimulator;
import io.tributary.simulators.salesforce.org.OrgSize;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** A tenant of its own, connected to an organisation of its own. */
public final class Sync implements AutoCloseable {

  private static final AtomicInteger TENANTS = new AtomicInteger();

  private final String tenant = "tenant-" + TENANTS.incrementAndGet();
  private final SalesforceSimulator salesforce;
  private final Parts parts;

  /** What the running service gives. */
  public record Parts(Runs runs, WorkOnRun work, Connections connections, SalesforceClients clients, Database database, JsonMapper json) {}

  private Sync(SalesforceSimulator salesforce, Parts parts) {
    this.salesforce = salesforce;
    this.parts = parts;
  }

  public static Sync with(OrgSize size, Parts parts) {
    var sync = new Sync(SalesforceSimulator.start(SalesforceOptions.of(size)), parts);
    sync.connect(TenantOptions.NONE);
    return sync;
  }

  public void connect(TenantOptions options) {
    parts.connections().store(new Connection(tenant, salesforce.baseUrl(), Login.CLIENT_CREDENTIALS,
        new Credentials("cid", "sec", null, null, null, null), options));
  }

  public RunView full() {
    return run(RunKind.FULL, null, Via.AUTO);
  }

  public RunView full(Via via) {
    return run(RunKind.FULL, null, via);
  }

  /** What changed since the run before. */
  public RunView incremental() {
    return run(RunKind.INCREMENTAL, null, Via.AUTO);
  }

  public RunView run(RunKind kind, @Nullable Duration since, Via via) {
    return work(request(kind, since, via));
  }

  public RunKey request(RunKind kind, @Nullable Duration since, Via via) {
    return parts.runs().request(new NewRun(tenant, kind, since, via, "test"));
  }

  /** Works on the run in this thread until it ends or stops. */
  public RunView work(RunKey run) {
    parts.work().work(run, true, new RunProgress());
    return view(run);
  }

  public RunView view(RunKey run) {
    return RunView.of(parts.runs().find(run).orElseThrow(), parts.json());
  }

  /** The first column of the first row; the query's parameters begin with the tenant. */
  public <T> T value(String sql, Class<T> type, Object... parameters) {
    var all = new Object[parameters.length + 1];
    all[0] = tenant;
    System.arraycopy(parameters, 0, all, 1, parameters.length);
    return parts.database().asWorker(db -> db.fetchSingle(sql, all).get(0, type));
  }

  public long count(String table) {
    return value("select count(*) from " + table + " where tenant = ?", Long.class);
  }

  /** Ids of the contacts that are stored, in their order. */
  public List<String> contacts() {
    return parts.database().asWorker(db -> db.select(CONTACTS.SALESFORCE_ID).from(CONTACTS).where(CONTACTS.TENANT.eq(tenant))
        .orderBy(CONTACTS.SALESFORCE_ID).fetch(CONTACTS.SALESFORCE_ID));
  }

  public ContactsRecord contact(String id) {
    return parts.database().asWorker(db -> db.fetchSingle(CONTACTS, CONTACTS.TENANT.eq(tenant), CONTACTS.SALESFORCE_ID.eq(id)));
  }

  /** The latest of what record-service was told of the contact. */
  public RecordUpsert told(String id) {
    return EventReader.all(Topics.RECORD_UPSERTS).stream().map(Received::value)
        .filter(Objects::nonNull)
        .filter(event -> event.getTenant().equals(tenant) && event.getExternalId().equals(id))
        .reduce((_, later) -> later).orElseThrow(() -> new AssertionError("nothing was told of " + id));
  }

  /** How often it was called, by kind. */
  public long calls(String kind) {
    return salesforce.calls().byChannel().getOrDefault(kind, 0L);
  }

  public String tenant() {
    return tenant;
  }

  public SalesforceSimulator salesforce() {
    return salesforce;
  }

  public Parts parts() {
    return parts;
  }

  @Override
  public void close() {
    parts.connections().forget(tenant);
    salesforce.close();
  }
}
