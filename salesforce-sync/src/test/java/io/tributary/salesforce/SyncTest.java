package io.tributary.salesforce;

import io.tributary.salesforce.client.SalesforceClients;
import io.tributary.salesforce.connection.Connections;
import io.tributary.salesforce.runs.Runs;
import io.tributary.salesforce.sync.WorkOnRun;
import io.tributary.service.database.Database;
import io.tributary.service.testing.TributaryTest;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import tools.jackson.databind.json.JsonMapper;

/** A test of the sync on the real database and broker, against the double of Salesforce; nothing runs by the clock. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Inherited
@Import(SyncTest.Given.class)
@TributaryTest(database = "salesforce", classes = SalesforceSyncApplication.class, properties = {
    "tributary.salesforce.schedule.incremental-every=0s", "tributary.salesforce.schedule.full-every=0s",
    "tributary.salesforce.schedule.look=1h",
    "tributary.salesforce.client.first-wait=20ms",
    "tributary.salesforce.retrieval.first-look=10ms", "tributary.salesforce.retrieval.longest-look=50ms",
    "tributary.salesforce.allowed-hosts=127.0.0.1"})
public @interface SyncTest {

  @TestConfiguration(proxyBeanMethods = false)
  class Given {

    @Bean
    Sync.Parts syncParts(Runs runs, WorkOnRun work, Connections connections, SalesforceClients clients, Database database, JsonMapper json) {
      return new Sync.Parts(runs, work, connections, clients, database, json);
    }
  }
}
