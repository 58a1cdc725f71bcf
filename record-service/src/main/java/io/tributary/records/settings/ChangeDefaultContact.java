package io.tributary.records.settings;

import io.tributary.records.jooq.tables.records.TenantSettingsRecord;
import io.tributary.records.pipeline.Pipelines;
import io.tributary.service.web.Problem;
import java.time.OffsetDateTime;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Switches on and off that a sender becomes a record whom no record holds. It is on with a pipeline and a status, and its beginning stays when one of
 * them changes: people who wrote before never become records.
 */
@Component
final class ChangeDefaultContact {

  private final Pipelines pipelines;

  ChangeDefaultContact(Pipelines pipelines) {
    this.pipelines = pipelines;
  }

  /**
   * @param pipeline null: as it is; empty: off
   * @param status as the pipeline
   * @param now by the database's clock
   * @throws Problem 422 if one of both is missing, or the pipeline cannot take such a record in
   */
  void change(TenantSettingsRecord row, @Nullable String pipeline, @Nullable String status, OffsetDateTime now) {
    if (pipeline == null && status == null) {
      return;
    }
    if (isOff(pipeline) || isOff(status)) {
      switchOff(row);
    } else {
      switchOn(
          row, given(pipeline, row.getDefaultContactPipeline(), "default_contact_pipeline"),
          given(status, row.getDefaultContactStatus(), "default_contact_status"), now);
    }
  }

  private void switchOn(TenantSettingsRecord row, String pipeline, String status, OffsetDateTime now) {
    var found = pipelines.byName(row.getTenant(), pipeline)
        .orElseThrow(() -> Problem.invalid("default_contact_pipeline", "there is no pipeline of that name"));
    row.setDefaultContactPipeline(pipeline);
    row.setDefaultContactStatus(status);
    row.setDefaultContactFields(ContactFields.of(found).stored());
    if (row.getDefaultContactSince() == null) {
      row.setDefaultContactSince(now);
    }
  }

  private static void switchOff(TenantSettingsRecord row) {
    row.setDefaultContactPipeline(null);
    row.setDefaultContactStatus(null);
    row.setDefaultContactFields(null);
    row.setDefaultContactSince(null);
  }

  private static boolean isOff(@Nullable String wanted) {
    return wanted != null && wanted.isBlank();
  }

  private static String given(@Nullable String wanted, @Nullable String held, String field) {
    if (wanted == null && held == null) {
      throw Problem.invalid(field, "must be given too: a record of an unknown sender has a pipeline and a status");
    }
    return wanted == null ? Objects.requireNonNull(held) : wanted;
  }
}
