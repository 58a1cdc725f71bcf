package io.tributary.salesforce;

import io.tributary.salesforce.client.SalesforceClients;
import io.tributary.salesforce.connection.Connection;
import io.tributary.salesforce.connection.Connections;
import io.tributary.salesforce.connection.Credentials;
import io.tributary.salesforce.connection.Login;
import io.tributary.salesforce.connection.TenantOptions;
import io.tributary.salesforce.runs.NewRun;
import io.tributary.salesforce.runs.RunKey;
import io.tributary.salesforce.runs.RunKind;
import io.tributary.salesforce.runs.RunProgress;
import io.tributary.salesforce.runs.RunView;
import io.tributary.salesforce.runs.Runs;
import io.tributary.salesforce.runs.Via;
import io.tributary.salesforce.sync.WorkOnRun;
import io.tributary.service.database.Database;
import io.tributary.simulators.salesforce.SalesforceOptions;
import io.tributary.simulators.salesforce.SalesforceSimulator;
import io.tributary.simulators.salesforce.org.OrgSize;
import java.time.Duration;
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
