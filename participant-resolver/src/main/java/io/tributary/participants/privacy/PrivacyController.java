package io.tributary.participants.privacy;

import io.tributary.participants.privacy.ErasePerson.Erased;
import io.tributary.service.database.Database;
import io.tributary.service.web.Caller;
import io.tributary.service.web.Problem;
import io.tributary.service.web.Tenant;
import java.time.OffsetDateTime;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.mvc.method.annotation.StreamingResponseBody;

/** Erasure, export and retention. Whom it is about stands in the body: addresses in paths end up in logs. */
@RestController
@RequestMapping("/api/privacy")
class PrivacyController {

  private static final String ERASURE = """
      select id, erased_at, participants, messages, cardinality(record_ids) as records, from_records, published_version >= version as told
      from erasures where tenant = ? and id::text = ?""";

  private static final String READ = "select retention_days from privacy_settings where tenant = ?";
  private static final String KEEP = """
      insert into privacy_settings (tenant, retention_days) values (?, ?)
      on conflict (tenant) do update set retention_days = excluded.retention_days""";

  private final Database database;
  private final ErasePerson erasePerson;

  PrivacyController(Database database, ErasePerson erasePerson) {
    this.database = database;
    this.erasePerson = erasePerson;
  }

  /**
   * @param records true: the records that hold an identifier of the person lose it; else it is only told which fields of which records hold one
   * @param confirm unless true: only what it would erase
   */
  record Erasure(
      @Nullable Long recordId, @Nullable Long participantId, @Nullable String email, @Nullable String phone, @Nullable String reason,
      @Nullable Boolean records, @Nullable Boolean confirm) {

    Whom whom() {
      return new Whom(recordId, participantId, email, phone);
    }
  }

  /** @param retentionDays null: content stays */
  record Retention(@Nullable Integer retentionDays) {}

  @PostMapping("/erasures")
  Erased erase(Caller caller, @RequestBody Erasure asked) {
    var tenant = caller.tenant().id();
    if (!Boolean.TRUE.equals(asked.confirm())) {
      return erasePerson.plan(tenant, asked.whom());
    }
    if (asked.reason() == null || asked.reason().isBlank()) {
      throw Problem.invalid("reason", "must say why: an erasure cannot be undone");
    }
    return erasePerson.erase(tenant, asked.whom(), Boolean.TRUE.equals(asked.records()), caller.subject(), asked.reason());
  }

  /**
   * Of whom it was is not known any more.
   *
   * @param told whether the other services are: from then on they let go what they hold
   */
  record PastErasure(UUID id, OffsetDateTime erasedAt, long participants, long messages, int records, boolean fromRecords, boolean told) {}

  @GetMapping("/erasures/{id}")
  PastErasure erasure(Tenant tenant, @PathVariable String id) {
    return database.inTenant(tenant.id(), db -> db.fetchOptional(ERASURE, tenant.id(), id))
        .map(row -> new PastErasure(
            row.get("id", UUID.class), row.get("erased_at", OffsetDateTime.class), row.get("participants", Long.class),
            row.get("messages", Long.class), row.get("records", Integer.class), row.get("from_records", Boolean.class),
            row.get("told", Boolean.class)))
        .orElseThrow(() -> Problem.notFound("erasure", id));
  }

  /** A JSON object a line. */
  @PostMapping("/exports")
  ResponseEntity<StreamingResponseBody> export(Caller caller, @RequestBody Whom whom) {
    var tenant = caller.tenant().id();
    var participants = database.inTenant(tenant, db -> {
      var found = whom.participants(db, tenant);
      PrivacyLog.write(db, tenant, "EXPORT", caller.subject(), null, "{\"participants\":%d}".formatted(found.size()));
      return found;
    });
    return ResponseEntity.ok().contentType(MediaType.APPLICATION_NDJSON)
        .body(out -> new ExportPerson(database).write(tenant, participants, out));
  }

  @GetMapping("/retention")
  Retention retention(Tenant tenant) {
    return database.inTenant(tenant.id(), db -> new Retention(db.fetch(READ, tenant.id()).stream()
        .map(row -> row.get(0, Integer.class)).filter(java.util.Objects::nonNull).findFirst().orElse(null)));
  }

  /** Holds from the next daily run on; content that is gone does not come back where the time is made longer. */
  @PutMapping("/retention")
  Retention keep(Caller caller, @RequestBody Retention given) {
    var days = given.retentionDays();
    if (days != null && (days < 1 || days > 36_500)) {
      throw Problem.invalid("retention_days", "must be from 1 to 36500, or null to keep content");
    }
    var tenant = caller.tenant().id();
    database.runInTenant(tenant, db -> {
      db.execute(KEEP, tenant, days);
      PrivacyLog.write(db, tenant, "RETENTION", caller.subject(), null, "{\"days\":%s}".formatted(days));
    });
    return given;
  }
}
