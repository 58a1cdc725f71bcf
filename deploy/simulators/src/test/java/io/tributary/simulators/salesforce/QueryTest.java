package io.tributary.simulators.salesforce;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.simulators.salesforce.org.OrgSize;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

class QueryTest {

  private static final String RELATIONS = "SELECT RelationId FROM TaskWhoRelation WHERE Type = 'Contact' AND RelationId != null";
  private static final String GROUPS = """
      SELECT RelationId, COUNT(Id) n FROM TaskWhoRelation WHERE Type = 'Contact'%s GROUP BY RelationId ORDER BY RelationId LIMIT 2000""";

  private static SalesforceSimulator salesforce;
  private static Client client;

  @BeforeAll
  static void start() {
    salesforce = SalesforceSimulator.start(SalesforceOptions.of(OrgSize.of(12_000, 4_100)));
    client = Client.of(salesforce);
  }

  @AfterAll
  static void stop() {
    salesforce.close();
  }

  @Test
  void pagesHoldEveryRelationAndNoPageCanBeMissed() {
    var all = client.ids(RELATIONS, "RelationId");

    assertThat(all).hasSize(12_300);
    assertThat(new HashSet<>(all)).hasSize(4_100).allSatisfy(id -> assertThat(id).startsWith("003").hasSize(18));
    assertThat(new HashSet<>(all.subList(0, 12_000))).as("all pages but the last").hasSizeLessThan(4_100);
  }

  @Test
  void aPageCanBeReadAgain() {
    var first = client.get(Client.queryPath(RELATIONS));
    var next = first.path("nextRecordsUrl").asString();

    assertThat(client.get(next)).isEqualTo(client.get(next)).isNotEqualTo(first);
    assertThat(next).matches("/services/data/v65.0/query/01g\\w{15}-2000");
  }

  @Test
  void groupsAreReadByKeysetInTheServersOrder() {
    var contacts = new ArrayList<String>();
    long relations = 0;
    List<JsonNode> page;
    do {
      page = client.query(GROUPS.formatted(contacts.isEmpty() ? "" : " AND RelationId > '" + contacts.getLast() + "'"));
      contacts.addAll(page.stream().map(group -> group.path("RelationId").asString()).toList());
      relations += page.stream().mapToLong(group -> group.path("n").asLong()).sum();
    } while (page.size() == 2000);

    assertThat(contacts).hasSize(4_100).doesNotHaveDuplicates().hasSameElementsAs(new HashSet<>(client.ids(RELATIONS, "RelationId")));
    assertThat(relations).isEqualTo(12_300);
    assertThat(List.copyOf(new TreeSet<>(contacts))).as("who sorts ids as texts gets another order").isNotEqualTo(contacts);
  }

  @Test
  void moreThanTwoThousandGroupsAreRefused() {
    assertThat(client.refusal("SELECT RelationId FROM TaskWhoRelation WHERE RelationId != null GROUP BY RelationId ORDER BY RelationId"))
        .isEqualTo("EXCEEDED_ID_LIMIT");
    assertThat(client.refusal("SELECT WhoId FROM Task GROUP BY WhoId")).isEqualTo("EXCEEDED_ID_LIMIT");
  }

  @Test
  void oneCallCountsRelationsAndContacts() {
    var counts = client.query("SELECT COUNT(Id) rels, COUNT_DISTINCT(RelationId) contacts FROM TaskWhoRelation WHERE Type = 'Contact'").getFirst();

    assertThat(counts.path("rels").asInt()).isEqualTo(12_300);
    assertThat(counts.path("contacts").asInt()).isEqualTo(4_100);
    assertThat(counts.path("attributes").path("type").asString()).isEqualTo("AggregateResult");
    assertThat(client.get(Client.queryPath("SELECT COUNT() FROM Contact")).path("totalSize").asInt()).isEqualTo(12_000);
  }

  @Test
  void leadsAreAmongTheWhos() {
    var byType = client.query("SELECT Type, COUNT(Id) FROM TaskWhoRelation GROUP BY Type ORDER BY Type");

    assertThat(byType).extracting(group -> group.path("Type").asString() + " " + group.path("expr0").asInt())
        .containsExactly("Contact 12300", "Lead 205");
    assertThat(client.ids("SELECT RelationId FROM TaskWhoRelation WHERE Type = 'Lead'", "RelationId")).allMatch(id -> id.startsWith("00Q"));
  }

  @Test
  void groupsCanBeFilteredAndOrderedByWhatTheyHold() {
    var busy = client.query("""
        SELECT RelationId, COUNT(Id) n FROM TaskWhoRelation WHERE Type = 'Contact' GROUP BY RelationId HAVING COUNT(Id) > 20
        ORDER BY COUNT(Id) DESC LIMIT 5""");

    assertThat(busy).hasSize(5).extracting(group -> group.path("n").asInt()).isSortedAccordingTo((left, right) -> right - left).allMatch(n -> n > 20);
  }

  @Test
  void relationsShowTheirTask() {
    var relations = client.query("""
        SELECT RelationId, Task.LastModifiedDate, Task.Status FROM TaskWhoRelation
        WHERE Task.LastModifiedDate >= 2026-10-25T00:00:00Z AND Type = 'Contact'""");

    assertThat(relations).isNotEmpty().hasSizeLessThan(1_000).allSatisfy(record -> {
      assertThat(record.path("Task").path("LastModifiedDate").asString()).matches("2026-1\\d-.*\\+0000").isGreaterThanOrEqualTo("2026-10-25");
      assertThat(record.path("Task").path("Status").isString()).isTrue();
    });
  }

  @Test
  void tasksTellTheirFirstWho() {
    var whos = new HashSet<>(client.ids("SELECT WhoId FROM Task WHERE WhoId != null", "WhoId"));

    assertThat(whos).anyMatch(id -> id.startsWith("00Q")).filteredOn(id -> id.startsWith("003")).hasSizeBetween(3_000, 4_099);
  }

  @Test
  void contactsAreFoundByIdWhateverItsLength() {
    var ids = client.ids("SELECT Id FROM Contact LIMIT 30 OFFSET 100", "Id");
    var shortened = ids.stream().map(id -> "'" + id.substring(0, 15) + "'").toList();

    assertThat(client.ids("SELECT Id FROM Contact WHERE Id IN (" + String.join(",", shortened) + ") AND Name != null", "Id")).isEqualTo(ids);
  }

  @Test
  void whatAnInnerSelectFindsCanBeAskedFor() {
    var events = new HashSet<>(client.ids("SELECT WhoId FROM Event", "WhoId"));

    assertThat(client.ids("SELECT Id FROM Contact WHERE Id IN (SELECT WhoId FROM Event)", "Id")).hasSize(events.size()).hasSameElementsAs(events);
    assertThat(client.refusal("SELECT Id FROM Contact WHERE Id IN (SELECT RelationId FROM TaskWhoRelation)")).isEqualTo("MALFORMED_QUERY");
  }

  @Test
  void rowsAreOrderedAsAsked() {
    var names = client.ids(
        "SELECT LastName FROM Contact WHERE (Title != null AND IsDeleted = false) ORDER BY LastName DESC, Id LIMIT 500", "LastName");

    assertThat(names).hasSize(500).isSortedAccordingTo(String.CASE_INSENSITIVE_ORDER.reversed());
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {
      "SELECT Foo FROM Contact                                               | INVALID_FIELD",
      "SELECT Id FROM Contacts                                               | INVALID_TYPE",
      "SELECT Id FROM Contact WHERE Name = null OR Id = null AND Title = null | MALFORMED_QUERY",
      "SELECT Id FROM Contact WHERE Description = null                       | INVALID_FIELD",
      "SELECT Id FROM Contact WHERE IsDeleted = 1                            | INVALID_FIELD",
      "SELECT Id FROM Contact WHERE SystemModstamp > 2026-13-01T00:00:00Z    | MALFORMED_QUERY",
      "SELECT Id FROM Contact WHERE Id > null                                | INVALID_QUERY_FILTER_OPERATOR",
      "SELECT Id, COUNT(Id) FROM Contact                                     | MALFORMED_QUERY",
      "SELECT Id FROM Contact OFFSET 2001                                    | NUMBER_OUTSIDE_VALID_RANGE",
      "SELECT Id FROM Contact LIMIT ten                                      | MALFORMED_QUERY",
      "SELECT Id Contact                                                     | MALFORMED_QUERY",
  })
  void whatSalesforceRefusesIsRefused(String soql, String code) {
    assertThat(client.refusal(soql)).isEqualTo(code);
  }

  @Test
  void statementsAndTextsHaveALongestLength() {
    var ids = IntStream.range(0, 500).mapToObj("'003Hs0000%06d'"::formatted).toList();
    var inAddress = client.send("GET", Client.queryPath("SELECT Id FROM Contact WHERE Id IN (" + String.join(",", ids) + ")"), "");
    var text = client.refusal("SELECT Id FROM Contact WHERE Name = '" + "a".repeat(4_001) + "'");
    var address = client.send("GET", Client.queryPath("SELECT Id FROM Contact WHERE Name = '" + "a".repeat(16_384) + "'"), "");

    assertThat(inAddress.statusCode()).isEqualTo(200);
    assertThat(address.statusCode()).isEqualTo(414);
    assertThat(text).isEqualTo("MALFORMED_QUERY");
  }

  @Test
  void thePublishedOrganisationHasThePublishedNumbers() {
    try (var published = SalesforceSimulator.start(SalesforceOptions.of(OrgSize.published()))) {
      var all = Client.of(published).ids(RELATIONS, "RelationId");

      assertThat(all).hasSize(2_392);
      assertThat(new HashSet<>(all)).hasSize(817);
      assertThat(published.calls().byChannel()).containsEntry("query", 1L).containsEntry("query.more", 1L).containsEntry("oauth", 1L);
    }
  }

  @Test
  void theSameSeedGivesTheSameOrganisation() {
    var soql = "SELECT Id, Name, Email, NPI__c, SystemModstamp FROM Contact LIMIT 200";
    try (var same = SalesforceSimulator.start(SalesforceOptions.of(OrgSize.of(12_000, 4_100)));
        var other = SalesforceSimulator.start(SalesforceOptions.of(OrgSize.of(12_000, 4_100)).withSeed(1))) {

      assertThat(Client.of(same).query(soql)).isEqualTo(client.query(soql)).isNotEqualTo(Client.of(other).query(soql));
    }
  }
}
