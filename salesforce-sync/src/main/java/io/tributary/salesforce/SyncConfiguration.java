package io.tributary.salesforce;

import static io.tributary.salesforce.jooq.Tables.RECORD_UPSERTS;
import static io.tributary.salesforce.jooq.Tables.RUNS;

import io.tributary.events.PollRun;
import io.tributary.events.RecordUpsert;
import io.tributary.salesforce.client.ClientSettings;
import io.tributary.salesforce.client.SalesforceClients;
import io.tributary.salesforce.connection.Connections;
import io.tributary.salesforce.connection.OrgSettings;
import io.tributary.salesforce.contacts.UpsertEvent;
import io.tributary.salesforce.contacts.WriteUpserts;
import io.tributary.salesforce.discovery.DiscoverContacts;
import io.tributary.salesforce.discovery.DiscoverySettings;
import io.tributary.salesforce.discovery.Targets;
import io.tributary.salesforce.jooq.tables.records.RecordUpsertsRecord;
import io.tributary.salesforce.jooq.tables.records.RunsRecord;
import io.tributary.salesforce.retrieval.Arrivals;
import io.tributary.salesforce.retrieval.RetrievalSettings;
import io.tributary.salesforce.retrieval.RetrieveContacts;
import io.tributary.salesforce.runs.RunEvent;
import io.tributary.salesforce.runs.Runs;
import io.tributary.salesforce.sync.AccountForAll;
import io.tributary.salesforce.sync.OpenWindow;
import io.tributary.salesforce.sync.PlanFields;
import io.tributary.salesforce.sync.SyncContacts;
import io.tributary.salesforce.sync.WorkOnRun;
import io.tributary.service.database.Database;
import io.tributary.service.kafka.RowsToTopic;
import io.tributary.service.secrets.Vault;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import tools.jackson.databind.json.JsonMapper;

/** The parts of the sync, for the service and for the command line. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({SyncSettings.class, OrgSettings.class, ClientSettings.class, DiscoverySettings.class, RetrievalSettings.class})
class SyncConfiguration {

  @Bean
  Arrivals arrivals() {
    return new Arrivals();
  }

  @Bean
  RowsToTopic<RecordUpsertsRecord, RecordUpsert> recordUpserts(Arrivals arrivals, JsonMapper json) {
    return RowsToTopic.of("contacts", RECORD_UPSERTS, RECORD_UPSERTS.VERSION, RECORD_UPSERTS.PUBLISHED_VERSION, UpsertEvent::of)
        .waitingWhile(arrivals::areUnderWay)
        .refilledBy(new WriteUpserts(json)::nextPage);
  }

  @Bean
  RowsToTopic<RunsRecord, PollRun> runEvents(JsonMapper json) {
    return RowsToTopic.of("runs", RUNS, RUNS.VERSION, RUNS.PUBLISHED_VERSION, new RunEvent(json));
  }

  @Bean
  Runs runs(Database database, RowsToTopic<RunsRecord, PollRun> runEvents, JsonMapper json, SyncSettings settings) {
    return new Runs(database, runEvents, json, settings.lease());
  }

  @Bean
  Connections connections(Database database, OrgSettings environment, ObjectProvider<Vault> vault, JsonMapper json) {
    return new Connections(database, environment, vault.getIfAvailable(), json);
  }

  @Bean
  SalesforceClients salesforceClients(ClientSettings client, SyncSettings settings, JsonMapper json) {
    return new SalesforceClients(client, settings.quota(), json);
  }

  @Bean
  SyncContacts syncContacts(
      Database database, Runs runs, JsonMapper json, SyncSettings settings, DiscoverySettings discovery, RetrievalSettings retrieval,
      Arrivals arrivals) {
    return new SyncContacts(
        new PlanFields(database, runs, json, retrieval.extraFields()),
        new OpenWindow(runs, discovery.overlap()),
        new DiscoverContacts(new Targets(database), runs, discovery),
        new RetrieveContacts(database, runs, retrieval, json),
        arrivals,
        new AccountForAll(database),
        runs,
        settings.records());
  }

  @Bean
  WorkOnRun workOnRun(SyncContacts sync, Runs runs, Connections connections, SalesforceClients clients, SyncSettings settings) {
    return new WorkOnRun(sync, runs, connections, clients, settings.heartbeat());
  }
}
