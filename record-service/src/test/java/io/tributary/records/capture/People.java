package io.tributary.records.capture;

import io.tributary.service.database.Database;

/** A tenant's contacts, as rows: what the API and the intake do, without them. */
final class People {

  static final String TENANT = "acme";
  private static final String BY_EMAIL_AND_PHONE = """
      {"operator": "OR", "conditions": [
        {"operator": "AND", "fields": [{"field": "work_email", "match_type": "exact"}]},
        {"operator": "AND", "fields": [{"field": "phone_number", "match_type": "phone_normalized"}]}]}""";
  static final String BY_EMAIL = """
      {"operator": "OR", "conditions": [{"operator": "AND", "fields": [{"field": "work_email", "match_type": "exact"}]}]}""";

  static final String BY_PHONE = """
      {"operator": "OR", "conditions": [{"operator": "AND", "fields": [{"field": "phone_number", "match_type": "phone_normalized"}]}]}""";

  private final Database database;
  private final long pipeline;

  People(Database database) {
    this.database = database;
    this.pipeline = database.asWorker(sql -> {
      var id = sql.fetchSingle("insert into pipelines (tenant, name) values (?, ?) returning id", TENANT, "contacts-" + System.nanoTime())
          .get(0, Long.class);
      sql.execute("insert into pipeline_fields (tenant, pipeline_id, name, type, region, position) "
          + "values (?, ?, 'work_email', 'email', null, 1), (?, ?, 'phone_number', 'phone', 'GB', 2)",
          TENANT, id, TENANT, id);
      sql.execute("insert into duplicate_rules (tenant, pipeline_id, rules) values (?, ?, ?::jsonb)", TENANT, id, BY_EMAIL_AND_PHONE);
      return id;
    });
  }

  long pipeline() {
    return pipeline;
  }

  long add(String email, String phone) {
    return add("{\"work_email\": \"%s\", \"phone_number\": \"%s\"}".formatted(email, phone));
  }

  long add(String data) {
    return database.asWorker(sql -> sql
        .fetchSingle("insert into records (tenant, pipeline_id, data) values (?, ?, ?::jsonb) returning id", TENANT, pipeline, data)
        .get(0, Long.class));
  }

  void set(long id, String field, String value) {
    database.runAsWorker(sql -> sql.execute(
        "update records set data = data || jsonb_build_object(?::text, ?::text) where tenant = ? and id = ?", field, value, TENANT, id));
  }

  void delete(long id) {
    database.runAsWorker(sql -> sql.execute("update records set deleted_at = now() where tenant = ? and id = ?", TENANT, id));
  }

  /** As nobody should: without the deletion that the stream is to see. */
  void erase(long id) {
    database.runAsWorker(sql -> sql.execute("delete from records where tenant = ? and id = ?", TENANT, id));
  }

  void renamePipeline(String name) {
    database.runAsWorker(sql -> sql.execute("update pipelines set name = ? where tenant = ? and id = ?", name, TENANT, pipeline));
  }

  void triggerBy(String field) {
    database.runAsWorker(sql -> sql.execute(
        "update pipeline_fields set triggers_sync = true where tenant = ? and pipeline_id = ? and name = ?", TENANT, pipeline, field));
  }

  void identifyBy(String rules) {
    database.runAsWorker(sql -> sql.execute(
        "update duplicate_rules set rules = ?::jsonb where tenant = ? and pipeline_id = ?", rules, TENANT, pipeline));
  }
}
