package io.tributary.participants.whatif;

import io.tributary.events.RecordState;
import io.tributary.participants.known.WhatIfHeld;
import io.tributary.service.database.Database;
import io.tributary.service.web.Tenant;
import java.util.Set;
import org.jooq.DSLContext;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** Asked by record-service before a pipeline's rules are changed. Changes nothing. */
@RestController
class WhatIfController {

  private static final String KNOWN = "select record_id from records where tenant = ? and record_id = any (?::bigint[])";

  private final Database database;

  WhatIfController(Database database) {
    this.database = database;
  }

  @PostMapping("/api/links/what-if")
  Differences whatIf(Tenant tenant, @RequestBody Supposed supposed) {
    var states = supposed.states(tenant.id());
    return database.inTenant(tenant.id(), db -> {
      var known = known(db, tenant.id(), states.stream().map(RecordState::getRecordId).toArray(Long[]::new));
      var would = WhatIfHeld.of(db, states.stream().filter(state -> known.contains(state.getRecordId())).toList());
      return Differences.between(db, tenant.id(), would, known.size());
    });
  }

  /** A record whose first state is still on its way is not looked at. */
  private static Set<Long> known(DSLContext db, String tenant, Long[] records) {
    return Set.copyOf(db.fetch(KNOWN, tenant, records).getValues(0, Long.class));
  }
}
