package io.tributary.service.privacy;

import io.micrometer.core.instrument.Metrics;
import io.tributary.events.ErasedIdentifier;
import io.tributary.events.PersonErased;
import io.tributary.service.database.Database;
import io.tributary.service.kafka.BatchHandler;
import io.tributary.service.kafka.Received;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jooq.DSLContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets go what a service holds of people who were erased: its statements run one after the other over all of a batch, in one transaction. A second
 * delivery finds nothing. The log and {@code tributary.erased.rows} tell how many rows went from where, and nothing of whom.
 */
public final class ForgetPeople implements BatchHandler<PersonErased> {

  /** Counter, tag table: rows that went, or lost something, because a person was erased. */
  public static final String ERASED_ROWS = "tributary.erased.rows";

  private static final Logger LOG = LoggerFactory.getLogger(ForgetPeople.class);

  private static final String ERASED = """
      with erased as materialized (
        select distinct * from unnest(?::text[], ?::text[], ?::text[]) as e (tenant, kind, value))
      """;

  private final Database database;
  private final List<Step> steps;

  /**
   * @param table for log and metrics
   * @param statement follows on {@code with erased (tenant, kind, value)}, the identifiers in their canonical form; it may add to that {@code with}
   */
  public record Step(String table, String statement) {}

  /** @param steps in the order in which they run */
  public ForgetPeople(Database database, List<Step> steps) {
    this.database = database;
    this.steps = List.copyOf(steps);
  }

  @Override
  public void handle(List<Received<PersonErased>> batch) {
    var erased = columns(batch.stream().map(Received::value).filter(Objects::nonNull).toList());
    var rows = database.asWorker(db -> forget(db, erased));
    rows.forEach((table, count) -> {
      Metrics.counter(ERASED_ROWS, "table", table).increment(count);
      LOG.info("An erasure of people concerned {} rows of {}", count, table);
    });
  }

  private Map<String, Integer> forget(DSLContext db, Object[] erased) {
    var rows = new LinkedHashMap<String, Integer>();
    steps.forEach(step -> {
      int count = db.execute(ERASED + step.statement(), erased);
      if (count > 0) {
        rows.merge(step.table(), count, Integer::sum);
      }
    });
    return rows;
  }

  private static Object[] columns(List<PersonErased> people) {
    var tenants = new ArrayList<String>();
    var identifiers = new ArrayList<ErasedIdentifier>();
    people.forEach(person -> person.getIdentifiers().forEach(identifier -> {
      tenants.add(person.getTenant());
      identifiers.add(identifier);
    }));
    return new Object[] {
      tenants.toArray(String[]::new),
      identifiers.stream().map(identifier -> identifier.getKind().name()).toArray(String[]::new),
      identifiers.stream().map(ErasedIdentifier::getCanonical).toArray(String[]::new)
    };
  }
}
