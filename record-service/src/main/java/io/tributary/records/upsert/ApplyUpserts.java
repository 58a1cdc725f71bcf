package io.tributary.records.upsert;

import io.tributary.events.RecordUpsert;
import io.tributary.records.upsert.FoldUpserts.Folded;
import io.tributary.service.database.Database;
import io.tributary.service.kafka.BatchHandler;
import io.tributary.service.kafka.Received;
import io.tributary.service.kafka.UnprocessableEvent;
import java.util.List;
import java.util.function.Function;
import org.jooq.DSLContext;

/**
 * Stores what other systems say about records. Idempotent by (tenant, source, external id, source version): what is not newer than what is
 * held changes nothing.
 */
final class ApplyUpserts implements BatchHandler<RecordUpsert> {

  private static final String GIVEN = """
      with given as (
        select * from unnest(?::text[], ?::text[], ?::text[], ?::text[], ?::bigint[], ?::jsonb[], ?::boolean[])
          as g (tenant, source, external_id, pipeline, source_version, data, deleted))
      """;

  private static final String WITHOUT_PIPELINE = GIVEN + """
      select g.pipeline from given g
      where not exists (select from pipelines p where p.tenant = g.tenant and p.name = g.pipeline) limit 1""";

  /** A record that is not there and is given as deleted is not made. */
  private static final String MERGE = GIVEN + """
      merge into records r
      using (select g.*, p.id as pipeline_id from given g join pipelines p on p.tenant = g.tenant and p.name = g.pipeline) g
      on r.tenant = g.tenant and r.source = g.source and r.external_id = g.external_id
      when matched and g.source_version > r.source_version then
        update set pipeline_id = g.pipeline_id, source_version = g.source_version, data = merged_data(r.data, g.data),
          deleted_at = case when g.deleted then coalesce(r.deleted_at, clock_timestamp()) end
      when not matched and not g.deleted then
        insert (tenant, pipeline_id, source, external_id, source_version, data)
        values (g.tenant, g.pipeline_id, g.source, g.external_id, g.source_version, merged_data('{}', g.data))""";

  private final Database database;
  private final FoldUpserts fold;

  ApplyUpserts(Database database, FoldUpserts fold) {
    this.database = database;
    this.fold = fold;
  }

  @Override
  public void handle(List<Received<RecordUpsert>> batch) {
    var upserts = fold.fold(batch);
    if (!upserts.isEmpty()) {
      database.runAsWorker(db -> {
        refuseUnknownPipelines(db, upserts);
        db.execute(MERGE, bindings(upserts));
      });
    }
  }

  private static void refuseUnknownPipelines(DSLContext db, List<Folded> upserts) {
    db.fetchOptional(WITHOUT_PIPELINE, bindings(upserts)).ifPresent(row -> {
      throw new UnprocessableEvent("The tenant has no pipeline '%s'; create it, then redrive.".formatted(row.get(0, String.class)));
    });
  }

  private static Object[] bindings(List<Folded> upserts) {
    return new Object[] {
      texts(upserts, Folded::tenant),
      texts(upserts, Folded::source),
      texts(upserts, Folded::externalId),
      texts(upserts, Folded::pipeline),
      upserts.stream().map(Folded::sourceVersion).toArray(Long[]::new),
      texts(upserts, upsert -> upsert.data().toString()),
      upserts.stream().map(Folded::deleted).toArray(Boolean[]::new)
    };
  }

  private static String[] texts(List<Folded> upserts, Function<Folded, String> part) {
    return upserts.stream().map(part).toArray(String[]::new);
  }
}
