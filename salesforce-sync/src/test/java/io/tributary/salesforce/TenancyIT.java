package io.tributary.salesforce;

import io.tributary.salesforce.connection.Connection;
import io.tributary.salesforce.connection.Connections;
import io.tributary.salesforce.connection.Credentials;
import io.tributary.salesforce.connection.Login;
import io.tributary.salesforce.connection.TenantOptions;
import io.tributary.salesforce.runs.NewRun;
import io.tributary.salesforce.runs.RunKind;
import io.tributary.salesforce.runs.Runs;
import io.tributary.salesforce.runs.Via;
import io.tributary.service.testing.TenancyContract;
import java.net.URI;
import java.util.Map;
import org.springframework.beans.factory.annotation.Autowired;

@SyncTest
class TenancyIT extends TenancyContract {

  private static final String LIBRARY =
      "db-scheduler's own table: instances are named after runs and hold nothing of a tenant's data; workers alone may touch it";

  @Autowired private Connections connections;
  @Autowired private Runs runs;

  @Override
  protected Map<String, String> giveData(String tenant, String marker) {
    connections.store(new Connection(tenant, URI.create("http://127.0.0.1:1"), Login.CLIENT_CREDENTIALS,
        new Credentials(marker, marker, null, null, null, null), TenantOptions.NONE));
    var run = runs.request(new NewRun(tenant, RunKind.FULL, null, Via.AUTO, marker));
    runs.giveUp(run);
    return Map.of("id", run.id().toString());
  }

  @Override
  protected Map<String, String> exceptions() {
    return Map.of(
        "scheduled_tasks has no column tenant that is never null", LIBRARY,
        "scheduled_tasks does not force row-level security", LIBRARY,
        "scheduled_tasks has no policy that lets workers in", LIBRARY,
        "scheduled_tasks has no policy that binds the API to its tenant", LIBRARY,
        "scheduled_tasks_pkey is unique without its tenant", LIBRARY);
  }
}
