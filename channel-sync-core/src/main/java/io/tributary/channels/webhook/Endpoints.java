package io.tributary.channels.webhook;

import static io.tributary.channels.jooq.Tables.WEBHOOK_ENDPOINTS;

import io.tributary.channels.DatabaseClock;
import io.tributary.channels.jooq.tables.records.WebhookEndpointsRecord;
import io.tributary.service.database.Database;
import java.time.Instant;
import java.util.Optional;

/** The endpoints of all tenants: which tenant a webhook is of says its endpoint alone. */
final class Endpoints {

  private final Database database;

  Endpoints(Database database) {
    this.database = database;
  }

  /** Empty where there is no such endpoint or the secret is not its: a stranger learns nothing from the difference. */
  Optional<Endpoint> open(String id, String secret) {
    var found = database.asWorker(db -> db.select(WEBHOOK_ENDPOINTS, DatabaseClock.NOW)
        .from(WEBHOOK_ENDPOINTS).where(WEBHOOK_ENDPOINTS.ENDPOINT.eq(id)).limit(1).fetchOne());
    var hash = found == null ? null : found.value1().getSecretHash();
    return Secret.isOf(hash, secret) && found != null
        ? Optional.of(endpoint(found.value1(), found.value2().toInstant()))
        : Optional.empty();
  }

  private static Endpoint endpoint(WebhookEndpointsRecord row, Instant openedAt) {
    return new Endpoint(row.getTenant(), row.getEndpoint(), row.getAccount(), openedAt);
  }
}
