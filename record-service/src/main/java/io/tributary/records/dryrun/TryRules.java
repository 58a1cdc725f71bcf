package io.tributary.records.dryrun;

import io.tributary.events.RecordState;
import io.tributary.records.changes.ChangePoint;
import io.tributary.records.changes.DuplicateRules;
import io.tributary.records.changes.PipelineRules;
import io.tributary.records.changes.RecordDiff;
import io.tributary.records.changes.RecordRow;
import io.tributary.records.rules.RulesStore;
import io.tributary.service.database.Database;
import io.tributary.service.web.Problem;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jooq.Record;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/** Reads a pipeline's records under the rules it has and under others, and finds those of which something else would be published. Bounded: a sample of a large pipeline. */
@Component
class TryRules {

  /** As many as one question may hold. */
  private static final int MOST_CHANGED = 2_000;

  private static final int MOST_IDENTIFIERS = 6_000;
  private static final int MOST_READ = 50_000;
  private static final int CHUNK = 500;

  private static final String ROWS = """
      select id, data::text as data, version from records
      where tenant = ? and pipeline_id = ? and id > ? and deleted_at is null and merged_into is null
      order by id limit ?""";

  private final Database database;
  private final RulesStore rules;
  private final ObjectMapper json;

  TryRules(Database database, ObjectMapper json) {
    this.database = database;
    this.rules = new RulesStore(database, json);
    this.json = json;
  }

  /** @param read records that were compared @param changed what would be published of those that differ @param truncated true where not all were compared */
  record Tried(int read, List<RecordState> changed, boolean truncated) {}

  /** @throws Problem 404 where there is no such pipeline */
  Tried under(String tenant, long pipeline, JsonNode newRules) {
    var now = rules.of(tenant, pipeline).orElseThrow(() -> Problem.notFound("pipeline", pipeline));
    var then = new PipelineRules(
        tenant, pipeline, now.name(), now.company(), now.fields(), DuplicateRules.alternatives(newRules), now.version() + 1);
    var changed = new ArrayList<RecordState>();
    int read = 0;
    int identifiers = 0;
    long after = 0;
    while (read < MOST_READ) {
      long from = after;
      var rows = database.inTenant(tenant, db -> db.fetch(ROWS, tenant, pipeline, from, CHUNK).map(row -> row(tenant, pipeline, row)));
      for (var row : rows) {
        var would = state(row, then);
        if (!would.getFingerprint().equals(state(row, now).getFingerprint())) {
          identifiers += would.getIdentifiers().size();
          if (changed.size() == MOST_CHANGED || identifiers > MOST_IDENTIFIERS) {
            return new Tried(read, changed, true);
          }
          changed.add(would);
        }
        read++;
      }
      if (rows.size() < CHUNK) {
        return new Tried(read, changed, false);
      }
      after = rows.getLast().id();
    }
    return new Tried(read, changed, true);
  }

  private static RecordState state(RecordRow row, PipelineRules rules) {
    return Objects.requireNonNull(RecordDiff.between(null, row, rules, new ChangePoint(0, Instant.EPOCH)).state());
  }

  private RecordRow row(String tenant, long pipeline, Record row) {
    return new RecordRow(tenant, row.get("id", Long.class), pipeline, json.readTree(row.get("data", String.class)), row.get("version", Long.class), 0,
        null, false, null);
  }
}
