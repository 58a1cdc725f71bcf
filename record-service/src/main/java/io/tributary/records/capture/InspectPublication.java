package io.tributary.records.capture;

import static java.util.stream.Collectors.toMap;
import static org.jooq.impl.DSL.select;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jspecify.annotations.Nullable;

/** Whether the publication shows every table, column and before-image that the capture reads. */
final class InspectPublication {

  /** Columns the capture reads, by table: a renamed one must be noticed, not read as null. */
  private static final Map<String, Set<String>> READ = new TreeMap<>(Map.of(
      "records", Set.of(
          "tenant", "id", "pipeline_id", "data", "version", "reconcile_seq", "reconcile_reason", "deleted_at", "merged_into"),
      "pipelines", Set.of("tenant", "id"),
      "pipeline_fields", Set.of("tenant", "pipeline_id"),
      "duplicate_rules", Set.of("tenant", "pipeline_id"),
      "cdc_heartbeat", Set.of("beat_at"),
      "record_ghosts", Set.of("tenant", "record_id", "version", "rules_version")));

  private final String publication;

  InspectPublication(String publication) {
    this.publication = publication;
  }

  /** One sentence a problem, which says what to do; none where all is in order. */
  List<String> problems(DSLContext database) {
    var operations = database.fetchOptional(
        "select pubinsert and pubupdate and pubdelete from pg_publication where pubname = ?", publication);
    if (operations.isEmpty()) {
      return List.of("publication %s does not exist: create it as the migrations do".formatted(publication));
    }
    var problems = new ArrayList<String>();
    if (!operations.get().get(0, Boolean.class)) {
      problems.add("publication %s leaves out operations: set publish = 'insert, update, delete'".formatted(publication));
    }
    var tables = publishedTables(database);
    READ.forEach((table, columns) -> problemsOf(table, columns, tables.get(table)).forEach(problems::add));
    replicaIdentity(database).forEach(problems::add);
    return problems;
  }

  private Map<String, Record> publishedTables(DSLContext database) {
    return database.fetch(
            "select tablename, attnames::text[], rowfilter from pg_publication_tables where pubname = ? and schemaname = 'public'",
            publication)
        .stream().collect(toMap(row -> row.get(0, String.class), row -> row));
  }

  private Stream<String> problemsOf(String table, Set<String> columns, @Nullable Record published) {
    if (published == null) {
      return Stream.of("table %s is not in publication %s: add it".formatted(table, publication));
    }
    var missing = new TreeSet<>(columns);
    missing.removeAll(List.of(published.get(1, String[].class)));
    return Stream.concat(
        missing.stream().map(column -> "publication %s lacks column %s of table %s".formatted(publication, column, table)),
        Stream.ofNullable(published.get(2))
            .map(_ -> "publication %s filters the rows of table %s: remove the filter".formatted(publication, table)));
  }

  private static Stream<String> replicaIdentity(DSLContext database) {
    var isFull = database.fetchExists(
        select().from("pg_class").where("oid = to_regclass('public.records') and relreplident = 'f'"));
    return isFull
        ? Stream.empty()
        : Stream.of("the replica identity of table records is not FULL: alter table records replica identity full");
  }
}
