package io.tributary.simulators.salesforce;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.simulators.salesforce.org.OrgSize;
import io.tributary.simulators.server.FaultRule;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LimitsTest {

  private static final String RELATIONS = "SELECT RelationId FROM TaskWhoRelation WHERE RelationId != null";

  private SalesforceSimulator salesforce;
  private Client client;

  @BeforeEach
  void start() {
    salesforce = SalesforceSimulator.start(SalesforceOptions.of(OrgSize.of(300, 100)));
    client = Client.of(salesforce);
  }

  @AfterEach
  void stop() {
    salesforce.close();
  }

  @Test
  void callsAreCountedAndEndAtTheLimit() {
    salesforce.behave(before -> before.withDaily(3, 10));
    var limits = client.get(Client.DATA + "/limits");
    var second = client.send("GET", Client.DATA + "/limits", "");
    client.get(Client.DATA + "/limits");
    var tooMany = client.send("GET", Client.DATA + "/limits", "");

    assertThat(limits.path("DailyApiRequests").path("Max").asInt()).isEqualTo(3);
    assertThat(limits.path("DailyApiRequests").path("Remaining").asInt()).isEqualTo(2);
    assertThat(second.headers().firstValue("Sforce-Limit-Info")).contains("api-usage=2/3");
    assertThat(tooMany.statusCode()).isEqualTo(403);
    assertThat(Client.code(tooMany)).isEqualTo("REQUEST_LIMIT_EXCEEDED");
    assertThat(salesforce.calls().byChannel()).containsEntry("limits", 4L).containsEntry("oauth", 1L).containsEntry("bulk.create", 0L);
  }

  @Test
  void jobsAreCountedToo() {
    salesforce.behave(before -> before.withDaily(100, 1));
    client.job("query", "SELECT Id FROM Contact");
    var second = client.send("POST", Client.DATA + "/jobs/query", "{\"operation\":\"query\",\"query\":\"SELECT Id FROM Contact\"}");

    assertThat(client.get(Client.DATA + "/limits").path("DailyBulkV2QueryJobs").path("Remaining").asInt()).isZero();
    assertThat(Client.code(second)).isEqualTo("LIMIT_EXCEEDED");
  }

  @ParameterizedTest
  @CsvSource({
      "403, REQUEST_LIMIT_EXCEEDED, TotalRequests Limit exceeded.", "503, SERVER_UNAVAILABLE, unavailable", "503, html, <html>", "406, empty, ''",
      "420, empty, ''", "429, empty, ''", "401, not_for_rest, not valid for use with the REST API", "400, invalid_grant, invalid_grant",
      "400, QUERY_TIMEOUT, running for too long", "403, TXN_SECURITY_METERING_ERROR, security policy"
  })
  void callsFailOnDemandInSalesforcesForms(int status, String error, String said) {
    salesforce.faults().add(FaultRule.refuse(status, error).times(1));
    var failed = client.send("GET", Client.DATA + "/limits", "");

    assertThat(failed.statusCode()).isEqualTo(status);
    assertThat(new String(failed.body())).contains(said);
    assertThat(client.send("GET", Client.DATA + "/limits", "").statusCode()).isEqualTo(200);
  }

  @Test
  void locatorsAndJobsEndOnDemand() {
    salesforce.behave(before -> before.withJobs(0, Duration.ZERO));
    var page = client.send("GET", Client.queryPath("SELECT Id FROM TaskRelation"), "", "Sforce-Query-Options", "batchSize=10");
    var next = Client.json(page).path("nextRecordsUrl").asString();
    client.get(next);
    var job = client.job("query", "SELECT Id FROM Contact");
    client.ended(job);
    salesforce.forgetJobs();
    salesforce.forgetLocators();

    assertThat(client.send("GET", Client.DATA + "/jobs/query/" + job, "").statusCode()).isEqualTo(404);
    assertThat(Client.code(client.send("GET", next, ""))).isEqualTo("INVALID_QUERY_LOCATOR");
  }

  @Test
  void anOrganisationMayLackSharedActivities() {
    salesforce.behave(before -> before.withSharedActivities(false));

    assertThat(client.refusal(RELATIONS)).isEqualTo("INVALID_TYPE");
    assertThat(client.send("GET", Client.DATA + "/sobjects/TaskWhoRelation/describe", "").statusCode()).isEqualTo(404);
    assertThat(client.query("SELECT WhoId FROM Task WHERE WhoId != null")).isNotEmpty();
  }

  @Test
  void aUserMayLackTheRightToReadAllRelations() {
    salesforce.behave(before -> before.withViewAllData(false));
    var refused = client.send("GET", Client.queryPath(RELATIONS), "");

    assertThat(Client.code(refused)).isEqualTo("API_ERROR");
    assertThat(new String(refused.body())).contains("Implementation restriction");
  }

  @ParameterizedTest
  @CsvSource({"v30.0, 410", "v68.0, 404", "v65, 404", "v67.0, 200"})
  void onlyVersionsThatThereAreAreServed(String version, int status) {
    assertThat(client.send("GET", "/services/data/" + version + "/limits", "").statusCode()).isEqualTo(status);
  }
}
