package io.tributary.simulators.salesforce;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tributary.simulators.salesforce.org.OrgSize;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class OrgTest {

  private static final Instant THEN = Instant.parse("2026-11-20T10:11:12Z");
  private static final String SINCE = " WHERE SystemModstamp >= 2026-11-15T00:00:00Z";

  private SalesforceSimulator salesforce;
  private Client client;

  @BeforeEach
  void start() {
    salesforce = SalesforceSimulator.start(SalesforceOptions.of(OrgSize.of(900, 300)));
    client = Client.of(salesforce);
  }

  @AfterEach
  void stop() {
    salesforce.close();
  }

  private String contact(int nth) {
    return client.ids("SELECT Id FROM Contact LIMIT 1 OFFSET " + nth, "Id").getFirst();
  }

  private JsonNode read(String id) {
    return client.queryAll("SELECT Id, Email, IsDeleted, MasterRecordId, SystemModstamp FROM Contact WHERE Id = '" + id + "'").getFirst();
  }

  private int relations(String id) {
    return client.query("SELECT Id FROM TaskWhoRelation WHERE RelationId = '" + id + "'").size();
  }

  @Test
  void aModifiedContactIsFoundByItsStamp() {
    var id = contact(5);
    salesforce.org().modify(id, Map.of("Email", "new@there.example"), THEN);

    assertThat(client.ids("SELECT Id FROM Contact" + SINCE, "Id")).containsExactly(id);
    assertThat(read(id).path("Email").asString()).isEqualTo("new@there.example");
    assertThat(read(id).path("SystemModstamp").asString()).isEqualTo("2026-11-20T10:11:12.000+0000");
  }

  @Test
  void aChangeCanComeLateWithAnOldStamp() {
    var id = contact(6);
    salesforce.org().modify(id, Map.of("Email", "late@there.example"), Instant.parse("2020-01-01T00:00:00Z"));

    assertThat(client.query("SELECT Id FROM Contact" + SINCE)).isEmpty();
    assertThat(read(id).path("Email").asString()).isEqualTo("late@there.example");
  }

  @Test
  void aDeletedContactIsInTheRecycleBinWithoutItsRelations() {
    var target = client.ids("SELECT RelationId FROM TaskWhoRelation WHERE Type = 'Contact' LIMIT 1", "RelationId").getFirst();
    salesforce.org().delete(target, THEN);

    assertThat(client.query("SELECT Id FROM Contact WHERE Id = '" + target + "'")).isEmpty();
    assertThat(read(target).path("IsDeleted").asBoolean()).isTrue();
    assertThat(relations(target)).isZero();
  }

  @Test
  void whatIsPurgedIsOnlyInTheListOfTheDeleted() {
    var gone = contact(7);
    salesforce.org().purge(gone, THEN);
    var deleted = client.get(Client.DATA + "/sobjects/Contact/deleted/?start=2026-11-20T00:00:00%2B00:00&end=2026-11-21T00:00:00Z");

    assertThat(client.queryAll("SELECT Id FROM Contact WHERE Id = '" + gone + "'")).isEmpty();
    assertThat(deleted.path("deletedRecords").findValuesAsString("id")).containsExactly(gone);
  }

  @Test
  void aMergeMovesTheActivitiesToTheWinner() {
    var targets = client.ids("SELECT RelationId FROM TaskWhoRelation WHERE Type = 'Contact' GROUP BY RelationId LIMIT 2", "RelationId");
    var both = relations(targets.get(0)) + relations(targets.get(1));
    salesforce.org().merge(targets.get(0), targets.get(1), THEN);

    assertThat(relations(targets.get(0))).isZero();
    assertThat(relations(targets.get(1))).isEqualTo(both);
    assertThat(read(targets.get(0)).path("MasterRecordId").asString()).isEqualTo(targets.get(1));
    assertThat(read(targets.get(0)).path("IsDeleted").asBoolean()).isTrue();
    assertThat(client.ids("SELECT Id FROM Contact" + SINCE, "Id")).containsExactly(targets.get(1));
  }

  @Test
  void aNewTaskDoesNotTouchItsContact() {
    var quiet = client.ids("SELECT Id FROM Contact", "Id").stream().filter(id -> relations(id) == 0).findFirst().orElseThrow();
    salesforce.org().addTask(quiet, THEN);

    assertThat(client.ids("SELECT RelationId FROM TaskWhoRelation WHERE Task.LastModifiedDate >= 2026-11-15T00:00:00Z", "RelationId"))
        .containsExactly(quiet);
    assertThat(client.ids("SELECT WhoId FROM Task WHERE LastModifiedDate >= 2026-11-15T00:00:00Z", "WhoId")).containsExactly(quiet);
    assertThat(client.query("SELECT Id FROM Contact" + SINCE)).isEmpty();
    assertThat(client.query("SELECT RelationId FROM TaskWhoRelation WHERE Type = 'Contact' GROUP BY RelationId")).hasSize(301);
  }

  @Test
  void aHiddenContactIsNotThereForAnyone() {
    var id = contact(8);
    salesforce.org().hide(id, true, THEN);
    assertThat(client.queryAll("SELECT Id FROM Contact WHERE Id = '" + id + "'")).isEmpty();

    salesforce.org().hide(id, false, THEN);
    assertThat(client.query("SELECT Id FROM Contact WHERE Id = '" + id + "'")).hasSize(1);
  }

  @Test
  void aFieldCanBeTakenAwayAddedAndChanged() {
    salesforce.org().hideField("Fax");
    salesforce.org().defineField("Extra__c", "double", 0);
    salesforce.org().defineField("Title", "picklist", 255);
    var id = salesforce.org().create(Map.of("LastName", "New", "Extra__c", 2.5), THEN);
    var fields = client.get(Client.DATA + "/sobjects/Contact/describe").path("fields");

    assertThat(fields.findValuesAsString("name")).doesNotContain("Fax").contains("Extra__c").hasSize(103);
    assertThat(fields.valueStream().filter(field -> field.path("name").asString().equals("Title")).findFirst().orElseThrow().path("type").asString())
        .isEqualTo("picklist");
    assertThat(client.refusal("SELECT Id, Fax FROM Contact")).isEqualTo("INVALID_FIELD");
    assertThat(client.query("SELECT Extra__c, LastName FROM Contact WHERE Id = '" + id + "'").getFirst().path("Extra__c").asDouble()).isEqualTo(2.5);
  }

  @Test
  void collectionsKeepTheOrderAndSayWhatIsMissing() {
    var ids = List.of(contact(3), contact(1), "003000000000000AAA", contact(2));
    salesforce.org().delete(contact(2), THEN);
    var answer = Client.json(client.send("POST", Client.DATA + "/composite/sobjects/Contact", """
        {"ids":["%s","%s","%s","%s"],"fields":["LastName"]}""".formatted(ids.toArray())));

    assertThat(answer.valueStream().map(record -> record.path("Id").asString("-"))).containsExactly(ids.get(0), ids.get(1), "-", "-");
  }

  @Test
  void theSameCanBeDoneOverHttp() {
    var first = contact(1);
    client.control("/contacts/" + first + "/modify", "{\"values\":{\"Email\":\"http@there.example\"},\"at\":\"2026-11-20T10:11:12Z\"}");
    client.control("/contacts/" + contact(2) + "/merge", "{\"into\":\"" + first + "\",\"at\":\"2026-11-20T10:11:13Z\"}");
    client.control("/contacts/" + first + "/task", "");
    client.control("/contacts", "{\"values\":{\"LastName\":\"New\"}}");
    client.control("/fields", "{\"hide\":\"Fax\"}");
    client.control("/behaviour", "{\"resultRows\":7}");

    assertThat(read(first).path("Email").asString()).isEqualTo("http@there.example");
    assertThat(read(first).path("SystemModstamp").asString()).startsWith("2026-11-20T10:11:13");
    assertThat(client.get("/_control/behaviour").path("resultRows").asInt()).isEqualTo(7);
    assertThat(client.get("/_control/behaviour").path("dailyApiRequests").asInt()).isEqualTo(100_000);
    assertThat(client.send("POST", "/_control/contacts/003000000000000/delete", "").statusCode()).isEqualTo(400);
  }

  @Test
  void anOrganisationThatCannotBeIsRefused() {
    assertThatThrownBy(() -> OrgSize.of(10, 11)).hasMessageContaining("no more targets than contacts");
    assertThatThrownBy(() -> OrgSize.of(10, 5).withTaskRelations(4)).hasMessageContaining("at least one relation");
    assertThatThrownBy(() -> OrgSize.of(10, 5).withLost(3, 2, 0)).hasMessageContaining("cannot be deleted");
  }
}
