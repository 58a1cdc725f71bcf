package io.tributary.channels.webhook;

import static io.tributary.channels.jooq.Tables.WEBHOOK_ENDPOINTS;

import io.tributary.service.database.Database;
import java.util.Optional;

/** The endpoints of all tenants: which tenant a webhook is of says its endpoint alone. */
final class Endpoints {

  private final Database database;

  Endpoints(Database database) {
    this.database = database;
  }

  /** Empty where there is no such endpoint or the secret is not its: a stranger learns nothing from the difference. */
  Optional<Endpoint> open(String id, String secret) {
    var row = database.asWorker(db -> db.selectFrom(WEBHOOK_ENDPOINTS).where(WEBHOOK_ENDPOINTS.ENDPOINT.eq(id)).limit(1).fetchOne());
    return Secret.isOf(row == null ? null : row.getSecretHash(), secret) && row != null
        ? Optional.of(new Endpoint(row.getTenant(), row.getEndpoint(), row.getAccount()))
        : Optional.empty();
  }
}
