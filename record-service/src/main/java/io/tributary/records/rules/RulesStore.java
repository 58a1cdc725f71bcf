package io.tributary.records.rules;

import io.tributary.records.changes.DuplicateRules;
import io.tributary.records.changes.FieldType;
import io.tributary.records.changes.PipelineRules;
import io.tributary.service.database.Database;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.jooq.Record;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/** Reads rules; one statement, so that pipeline, fields and rules are of one moment. */
public final class RulesStore {

  private static final String SELECT = """
      select p.tenant, p.id, p.name, p.company, p.rules_version,
        coalesce((select jsonb_agg(jsonb_build_object('name', f.name, 'type', f.type, 'region', f.region, 'triggers_sync', f.triggers_sync))
          from pipeline_fields f where f.tenant = p.tenant and f.pipeline_id = p.id), '[]')::text as fields,
        (select d.rules::text from duplicate_rules d where d.tenant = p.tenant and d.pipeline_id = p.id) as rules
      from pipelines p""";

  private final Database database;
  private final ObjectMapper json;

  public RulesStore(Database database, ObjectMapper json) {
    this.database = database;
    this.json = json;
  }

  /** The rules of every pipeline of every tenant. */
  public List<PipelineRules> all() {
    return database.asWorker(dsl -> dsl.fetch(SELECT).map(this::rules));
  }

  public Optional<PipelineRules> of(String tenant, long pipelineId) {
    return database.asWorker(dsl -> dsl.fetchOptional(SELECT + " where p.tenant = ? and p.id = ?", tenant, pipelineId)
        .map(this::rules));
  }

  private PipelineRules rules(Record row) {
    var fields = new TreeMap<String, PipelineRules.Field>();
    for (var field : json.readTree(row.get("fields", String.class))) {
      var name = field.path("name").asString();
      fields.put(name, new PipelineRules.Field(
          name, FieldType.of(field.path("type").asString()), textOrNull(field.path("region")), field.path("triggers_sync").asBoolean()));
    }
    var rules = row.get("rules", String.class);
    return new PipelineRules(
        row.get("tenant", String.class),
        row.get("id", Long.class),
        row.get("name", String.class),
        row.get("company", Boolean.class),
        fields,
        DuplicateRules.alternatives(rules == null ? null : json.readTree(rules)),
        row.get("rules_version", Long.class));
  }

  private static @Nullable String textOrNull(JsonNode node) {
    return node.isNull() || node.isMissingNode() ? null : node.asString();
  }
}
