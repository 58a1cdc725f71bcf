package io.tributary.records.profile;

import static io.tributary.records.jooq.Tables.RECORD_PROFILES;
import static org.jooq.impl.DSL.excluded;

import io.tributary.records.record.Records;
import io.tributary.service.database.Database;
import io.tributary.service.web.Problem;
import java.time.OffsetDateTime;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** Changes whether and how often a record is synced without anybody asking. */
@Component
class ChangeSchedule {

  private static final String ENABLED = "auto_sync_enabled";
  private static final String HOURS = "sync_frequency_hours";
  private static final int MOST_HOURS = 24 * 366;

  private final Database database;
  private final Records records;

  ChangeSchedule(Database database, Records records) {
    this.database = database;
    this.records = records;
  }

  /**
   * @param given {@code auto_sync_enabled}, {@code sync_frequency_hours} or both
   * @throws Problem 404 if there is no such record, 422 if something else is given
   */
  void change(String tenant, long record, JsonNode given) {
    if (!given.isObject() || given.isEmpty() || !Set.of(ENABLED, HOURS).containsAll(given.propertyNames())) {
      throw Problem.invalid("Give an object with %s, %s or both.".formatted(ENABLED, HOURS));
    }
    var enabled = enabled(given.path(ENABLED));
    var hours = hours(given.path(HOURS));
    records.byId(tenant, record);
    database.runInTenant(tenant, db -> {
      store(db, tenant, record, enabled, hours, given.has(HOURS));
      planNext(db, tenant, record);
    });
  }

  private static void store(
      DSLContext db, String tenant, long record, @Nullable Boolean enabled, @Nullable Integer hours, boolean hoursGiven) {
    db.insertInto(RECORD_PROFILES)
        .set(RECORD_PROFILES.TENANT, tenant)
        .set(RECORD_PROFILES.RECORD_ID, record)
        .set(RECORD_PROFILES.AUTO_SYNC_ENABLED, enabled == null || enabled)
        .set(RECORD_PROFILES.SYNC_FREQUENCY_HOURS, hours)
        .onConflict(RECORD_PROFILES.TENANT, RECORD_PROFILES.RECORD_ID)
        .doUpdate()
        .set(RECORD_PROFILES.AUTO_SYNC_ENABLED, enabled == null ? RECORD_PROFILES.AUTO_SYNC_ENABLED : excluded(RECORD_PROFILES.AUTO_SYNC_ENABLED))
        .set(RECORD_PROFILES.SYNC_FREQUENCY_HOURS, hoursGiven ? excluded(RECORD_PROFILES.SYNC_FREQUENCY_HOURS) : RECORD_PROFILES.SYNC_FREQUENCY_HOURS)
        .execute();
  }

  /** The first one somewhere within the next period: schedules that were made together do not come due together. */
  private static void planNext(DSLContext db, String tenant, long record) {
    Field<OffsetDateTime> within = DSL.field(
        "case when auto_sync_enabled then clock_timestamp() + sync_frequency_hours * {0} * interval '1 hour' end",
        SQLDataType.TIMESTAMPWITHTIMEZONE, DSL.val(ThreadLocalRandom.current().nextDouble()));
    db.update(RECORD_PROFILES)
        .set(RECORD_PROFILES.NEXT_SYNC_AT, within)
        .where(RECORD_PROFILES.TENANT.eq(tenant))
        .and(RECORD_PROFILES.RECORD_ID.eq(record))
        .execute();
  }

  private static @Nullable Boolean enabled(JsonNode given) {
    if (given.isMissingNode()) {
      return null;
    }
    if (!given.isBoolean()) {
      throw Problem.invalid(ENABLED, "must be true or false");
    }
    return given.booleanValue();
  }

  private static @Nullable Integer hours(JsonNode given) {
    if (given.isMissingNode() || given.isNull()) {
      return null;
    }
    if (!given.isInt() || given.intValue() < 1 || given.intValue() > MOST_HOURS) {
      throw Problem.invalid(HOURS, "must be a whole number from 1 to %d, or null for no schedule".formatted(MOST_HOURS));
    }
    return given.intValue();
  }
}
