package io.tributary.participants.explain;

import io.tributary.service.database.Database;
import io.tributary.service.web.Tenant;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

@RestController
class ExplainController {

  private final Database database;

  ExplainController(Database database) {
    this.database = database;
  }

  /** Which identifier, rule, account and message led to whom, and what was skipped by which filter. */
  @GetMapping("/api/records/{id}/explain")
  RecordExplanation record(Tenant tenant, @PathVariable long id) {
    return database.inTenant(tenant.id(), db -> ExplainRecord.of(db, tenant.id(), id));
  }

  @GetMapping("/api/participants/{id}/explain")
  ParticipantExplanation participant(Tenant tenant, @PathVariable long id) {
    return database.inTenant(tenant.id(), db -> ExplainParticipant.of(db, tenant.id(), id));
  }
}
