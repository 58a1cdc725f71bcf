package io.tributary.connectors;

import io.tributary.service.database.Database;
import io.tributary.service.testing.TenancyContract;
import io.tributary.service.testing.TributaryTest;
import java.util.Map;
import org.springframework.beans.factory.annotation.Autowired;

@TributaryTest(database = "connectors")
class TenancyIT extends TenancyContract {

  private static final String LIBRARY = "db-scheduler's own table: instances are named after connections and hold nothing of a tenant's data; workers alone may touch it";

  @Autowired private Database database;

  @Override
  protected Map<String, String> giveData(String tenant, String marker) {
    database.runAsWorker(db -> db.execute("""
        insert into connections (tenant, source, workspace, name, state, credentials, published_version)
        values (?, 'SLACK', ?, ?, 'PAUSED', '\\x00', 1)""", tenant, "T0001", marker));
    return Map.of("source", "slack", "workspace", "T0001");
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
