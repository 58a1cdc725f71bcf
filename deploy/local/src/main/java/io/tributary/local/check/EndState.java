package io.tributary.local.check;

import io.tributary.events.Topics;
import io.tributary.local.feed.FrontDoor;
import io.tributary.local.feed.UniPileAccounts;
import io.tributary.local.stack.LocalStack;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** What stands in the stack when it is quiet. */
final class EndState {

  private static final List<String> CHANNELS = List.of("email_sync", "whatsapp_sync", "linkedin_sync");

  private final LocalStack stack;
  private final FrontDoor frontDoor;
  private final UniPileAccounts accounts;

  EndState(LocalStack stack, FrontDoor frontDoor, UniPileAccounts accounts) {
    this.stack = stack;
    this.frontDoor = frontDoor;
    this.accounts = accounts;
  }

  /** The figures, under the names they have in the JSON of {@code up --check}. */
  Map<String, Object> figures() throws IOException {
    var sql = new Sql(stack.infrastructure().postgres());
    var figures = new LinkedHashMap<String, Object>();
    try (var lag = new Lag(stack.infrastructure().broker().bootstrapServers())) {
      var written = lag.written();
      figures.put("records", sql.number("records", "select count(*) from records where deleted_at is null"));
      figures.put("identifierChanges", identifierChanges());
      figures.put("jobs", jobs(sql));
      var totals = frontDoor.get("/api/communications/totals");
      for (var name : List.of("conversations", "messages", "participants", "linked", "ambiguous")) {
        figures.put(name, totals.path(name).asLong());
      }
      figures.put("deadLetters", written.entrySet().stream()
          .filter(topic -> topic.getKey().startsWith("dead-letters."))
          .mapToLong(Map.Entry::getValue)
          .sum());
    }
    figures.put("reconciliationRepairs", sql.number("records", "select coalesce(sum(repairs), 0) from reconciliations"));
    figures.put("providerCalls", accounts.callsByChannel());
    return figures;
  }

  /** Those that the topics hold; of a record's older ones compaction leaves none after a day. */
  private Map<String, Long> identifierChanges() {
    var count = new CountEvents(stack.infrastructure().broker().bootstrapServers());
    var changes = new TreeMap<String, Long>();
    Topics.IDENTIFIER_CHANGES.forEach((channel, topic) -> changes.put(channel.name().toLowerCase(Locale.ROOT), count.on(topic.name())));
    return changes;
  }

  private static Map<String, Long> jobs(Sql sql) {
    var jobs = new TreeMap<String, Long>();
    for (var database : CHANNELS) {
      if (sql.hasTable(database, "sync_jobs")) {
        sql.numbers(database, "select status::text, count(*) from sync_jobs group by 1")
            .forEach((status, count) -> jobs.merge(status, count, Long::sum));
      }
    }
    return jobs;
  }
}
