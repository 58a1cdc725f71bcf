package io.tributary.participants.privacy;

import io.tributary.participants.privacy.ClearData.Cleared;
import io.tributary.service.web.Problem;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** For operators: what {@code tributary clear} asks. */
@RestController
class ClearController {

  private final ClearData clearData;

  ClearController(ClearData clearData) {
    this.clearData = clearData;
  }

  /**
   * @param record null: all of the tenant
   * @param confirm unless true: only what it would clear
   */
  record Request(@Nullable String tenant, @Nullable Long record, @Nullable String by, @Nullable String reason, @Nullable Boolean confirm) {}

  @PostMapping("/internal/clear")
  Cleared clear(@RequestBody Request asked) {
    if (asked.tenant() == null || asked.tenant().isBlank()) {
      throw Problem.invalid("tenant", "must say whose data to clear");
    }
    if (!Boolean.TRUE.equals(asked.confirm())) {
      return clearData.plan(asked.tenant(), asked.record());
    }
    if (asked.by() == null || asked.reason() == null || asked.by().isBlank() || asked.reason().isBlank()) {
      throw Problem.invalid("by and reason must say who clears, and why");
    }
    return clearData.clear(asked.tenant(), asked.record(), asked.by(), asked.reason());
  }
}
