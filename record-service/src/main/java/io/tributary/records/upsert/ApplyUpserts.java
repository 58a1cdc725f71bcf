package io.tributary.records.upsert;

import static java.util.stream.Collectors.toCollection;
import static java.util.stream.Collectors.toMap;

import io.tributary.events.RecordUpsert;
import io.tributary.records.upsert.FoldUpserts.Folded;
import io.tributary.records.upsert.FoldUpserts.Key;
import io.tributary.service.database.Database;
import io.tributary.service.kafka.BatchHandler;
import io.tributary.service.kafka.Received;
import io.tributary.service.kafka.UnprocessableEvent;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import java.util.function.Function;
import org.jooq.DSLContext;

/**
 * Stores what other systems say about records. Idempotent by (tenant, source, external id, source version): what is not newer than what is
 * held changes nothing.
 */
final class ApplyUpserts implements BatchHandler<RecordUpsert> {

  /** Locks in the order of ids, as reconciliations do, so that two writers wait for one another instead of for ever. */
  private static final String HELD = """
      select r.tenant, r.source, r.external_id, r.source_version from records r
      join unnest(?::text[], ?::text[], ?::text[]) as k (tenant, source, external_id)
        on r.tenant = k.tenant and r.source = k.source and r.external_id = k.external_id
      order by r.tenant, r.id
      for update of r""";

  private static final String GIVEN = """
      with given as (
        select * from unnest(?::text[], ?::text[], ?::text[], ?::text[], ?::bigint[], ?::jsonb[], ?::boolean[], ?::text[])
          as g (tenant, source, external_id, pipeline, source_version, data, deleted, survivor))
      """;

  private static final String WITHOUT_PIPELINE = GIVEN + """
      select g.pipeline from given g
      where not exists (select from pipelines p where p.tenant = g.tenant and p.name = g.pipeline) limit 1""";

  /** A record that comes as deleted is kept as such: an older version of it that comes late must not bring it to life. What a person merged, its source does not take apart. */
  private static final String MERGE = GIVEN + """
      merge into records r
      using (
        select g.*, p.id as pipeline_id, s.id as merged_into from given g
        join pipelines p on p.tenant = g.tenant and p.name = g.pipeline
        left join records s on s.tenant = g.tenant and s.source = g.source and s.external_id = g.survivor) g
      on r.tenant = g.tenant and r.source = g.source and r.external_id = g.external_id
      when matched then
        update set pipeline_id = g.pipeline_id, source_version = g.source_version, data = merged_data(r.data, g.data),
          deleted_at = case when g.deleted then coalesce(r.deleted_at, clock_timestamp()) end,
          survivor_external_id = g.survivor, merged_into = coalesce(
            (select m.survivor_id from record_merges m where m.tenant = r.tenant and m.record_id = r.id), g.merged_into)
      when not matched then
        insert (tenant, pipeline_id, source, external_id, source_version, data, deleted_at, survivor_external_id, merged_into)
        values (g.tenant, g.pipeline_id, g.source, g.external_id, g.source_version, merged_data('{}', g.data),
          case when g.deleted then clock_timestamp() end, g.survivor, g.merged_into)""";

  /** Records that were merged into one that was not there yet. */
  private static final String SURVIVORS_COME = GIVEN + """
      update records r set merged_into = s.id
      from given g join records s on s.tenant = g.tenant and s.source = g.source and s.external_id = g.external_id
      where r.tenant = s.tenant and r.source = s.source and r.survivor_external_id = s.external_id and r.merged_into is null""";

  private final Database database;
  private final FoldUpserts fold;

  ApplyUpserts(Database database, FoldUpserts fold) {
    this.database = database;
    this.fold = fold;
  }

  @Override
  public void handle(List<Received<RecordUpsert>> batch) {
    var upserts = batch.stream().map(Received::value).filter(Objects::nonNull).toList();
    if (!upserts.isEmpty()) {
      database.runAsWorker(db -> store(db, fold.fold(upserts, held(db, upserts))));
    }
  }

  private static Map<Key, Long> held(DSLContext db, Collection<RecordUpsert> upserts) {
    var keys = upserts.stream().map(Key::of).collect(toCollection(TreeSet::new));
    return db.fetch(HELD, texts(keys, Key::tenant), texts(keys, Key::source), texts(keys, Key::externalId)).stream()
        .collect(toMap(
            row -> new Key(row.get(0, String.class), row.get(1, String.class), row.get(2, String.class)), row -> row.get(3, Long.class)));
  }

  private static void store(DSLContext db, List<Folded> upserts) {
    if (!upserts.isEmpty()) {
      refuseUnknownPipelines(db, upserts);
      db.execute(MERGE, bindings(upserts));
      db.execute(SURVIVORS_COME, bindings(upserts));
    }
  }

  private static void refuseUnknownPipelines(DSLContext db, List<Folded> upserts) {
    db.fetchOptional(WITHOUT_PIPELINE, bindings(upserts)).ifPresent(row -> {
      throw new UnprocessableEvent("The tenant has no pipeline '%s'; create it, then redrive.".formatted(row.get(0, String.class)));
    });
  }

  private static Object[] bindings(List<Folded> upserts) {
    return new Object[] {
      texts(upserts, upsert -> upsert.key().tenant()),
      texts(upserts, upsert -> upsert.key().source()),
      texts(upserts, upsert -> upsert.key().externalId()),
      texts(upserts, Folded::pipeline),
      upserts.stream().map(Folded::sourceVersion).toArray(Long[]::new),
      texts(upserts, upsert -> upsert.data().toString()),
      upserts.stream().map(Folded::deleted).toArray(Boolean[]::new),
      upserts.stream().map(Folded::survivor).toArray(String[]::new)
    };
  }

  private static <T> String[] texts(Collection<T> rows, Function<T, String> part) {
    return rows.stream().map(part).toArray(String[]::new);
  }
}
