package io.tributary.records.changes;

import io.tributary.events.ChangeReason;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.json.JsonMapper;

/** Rows and rules for tests, as people would describe them. */
final class Rows {

  private static final ObjectMapper JSON = JsonMapper.builder().build();

  static final String EITHER = """
      {"operator": "OR", "conditions": [
        {"operator": "AND", "fields": [{"field": "personal_email", "match_type": "exact"}]},
        {"operator": "AND", "fields": [{"field": "work_email", "match_type": "exact"}]},
        {"operator": "AND", "fields": [{"field": "phone_number", "match_type": "phone_normalized"}]},
        {"operator": "AND", "fields": [{"field": "linkedin", "match_type": "url_normalized"}]}]}""";

  static PipelineRules people(@Nullable String duplicateRules) {
    return pipeline("contacts", false, duplicateRules, 3);
  }

  static PipelineRules pipeline(String name, boolean company, @Nullable String duplicateRules, long version) {
    var fields = new TreeMap<String, PipelineRules.Field>();
    add(fields, "personal_email", FieldType.EMAIL, null);
    add(fields, "work_email", FieldType.EMAIL, null);
    add(fields, "phone_number", FieldType.PHONE, "GB");
    add(fields, "linkedin", FieldType.URL, null);
    add(fields, "website", FieldType.URL, null);
    add(fields, "first_name", FieldType.OTHER, null);
    add(fields, "last_name", FieldType.OTHER, null);
    var rules = duplicateRules == null ? null : JSON.readTree(duplicateRules);
    return new PipelineRules("acme", 7, name, company, fields, DuplicateRules.alternatives(rules), version);
  }

  /** People by their work address, whose other addresses and numbers trigger syncs only. */
  static PipelineRules peopleByWorkEmail(String... triggers) {
    var rules = people("{\"conditions\": [{\"fields\": [{\"field\": \"work_email\"}]}]}");
    for (var trigger : triggers) {
      rules.fields().computeIfPresent(trigger, (name, field) -> new PipelineRules.Field(name, field.type(), field.region(), true));
    }
    return rules;
  }

  private static void add(TreeMap<String, PipelineRules.Field> fields, String name, FieldType type, @Nullable String region) {
    fields.put(name, new PipelineRules.Field(name, type, region, false));
  }

  static RecordRow row(long version, String data) {
    return new RecordRow("acme", 66, 7, JSON.readTree(data), version, 0, null, false, null);
  }

  static RecordRow deleted(RecordRow row) {
    return new RecordRow(
        row.tenant(), row.id(), row.pipelineId(), row.data(), row.version() + 1, row.reconcileSeq(), null, true, null);
  }

  static RecordRow mergedInto(long survivor, RecordRow row) {
    return new RecordRow(
        row.tenant(), row.id(), row.pipelineId(), row.data(), row.version() + 1, row.reconcileSeq(), null, false, survivor);
  }

  /** As Salesforce does it: what was merged is deleted, and points to its survivor. */
  static RecordRow deletedAndMergedInto(long survivor, RecordRow row) {
    return new RecordRow(
        row.tenant(), row.id(), row.pipelineId(), row.data(), row.version() + 1, row.reconcileSeq(), null, true, survivor);
  }

  static RecordRow touched(RecordRow row, ChangeReason reason) {
    return new RecordRow(
        row.tenant(), row.id(), row.pipelineId(), row.data(), row.version(), row.reconcileSeq() + 1, reason,
        row.deleted(), row.mergedInto());
  }
}
