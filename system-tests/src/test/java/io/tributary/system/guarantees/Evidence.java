package io.tributary.system.guarantees;

import io.tributary.events.Topic;
import io.tributary.local.check.RecordReport;
import io.tributary.local.check.Sql;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/**
 * Everything a guarantee is judged by, when all is quiet.
 *
 * @param tenant that was disturbed
 * @param calmTenant that got what the ledger says in the end, and nothing broke meanwhile
 * @param everHeld the addresses each record ever held, by its id
 * @param shown records as the front door shows them
 * @param written how many events every topic got
 * @param log of the provider: its calls, the oldest first
 */
record Evidence(
    String tenant, String calmTenant, Ledger ledger, Map<Long, Set<String>> everHeld, List<Disturb.Happened> happened, Sql sql,
    ReadTopics topics, Map<String, List<Event>> read, Map<String, Long> written, List<JsonNode> shown, List<RecordReport.Line> report,
    List<RecordReport.Line> calmReport, Map<String, Long> expectedMessages, JsonNode totals, JsonNode calmTotals, JsonNode callsByChannel,
    JsonNode log) {

  /** The tenant's events, in the order of each partition; read once. */
  List<Event> events(Topic<?> topic) {
    return read.computeIfAbsent(topic.name(), name -> topics.all(name)).stream()
        .filter(event -> event.key().startsWith(tenant + "|"))
        .toList();
  }

  /** The tenant's last event under each key. */
  Map<String, Event> last(Topic<?> topic) {
    var last = new HashMap<String, Event>();
    events(topic).forEach(event -> last.put(event.key(), event));
    return last;
  }

  String key(long record) {
    return tenant + "|" + record;
  }

  /** Rows of the tenant by their first column; the statement names the tenant {@code :tenant}. */
  Map<Long, List<String>> rowsById(String database, String statement, int columns) {
    return rows(database, statement, columns).stream().collect(Collectors.toMap(row -> Long.parseLong(row.getFirst()), row -> row));
  }

  List<List<String>> rows(String database, String statement, int columns) {
    return sql.rows(database, statement.replace(":tenant", "'" + tenant + "'"), columns);
  }

  long number(String database, String statement) {
    return sql.number(database, statement.replace(":tenant", "'" + tenant + "'"));
  }

  /** Whether something was broken at some time between the two. */
  boolean disturbedBetween(Instant from, Instant until) {
    return happened.stream().anyMatch(each -> each.from().isBefore(until) && each.until().isAfter(from));
  }
}
