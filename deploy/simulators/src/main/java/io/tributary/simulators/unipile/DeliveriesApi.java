package io.tributary.simulators.unipile;

import io.tributary.simulators.server.Answer;
import io.tributary.simulators.server.Request;
import io.tributary.simulators.server.Route;
import java.util.List;
import java.util.Map;

/** {@code POST /_control/accounts/{id}/mails}: a message arrives; the body is its bytes. */
final class DeliveriesApi {

  private final Accounts accounts;

  DeliveriesApi(Accounts accounts) {
    this.accounts = accounts;
  }

  List<Route> routes() {
    return List.of(Route.of("POST", "/_control/accounts/{id}/mails", this::deliver));
  }

  private Answer deliver(Request request) {
    if (request.body().length == 0) {
      throw Errors.malformed("The body must be a message.");
    }
    accounts.mailbox(request.variable("id")).deliver(request.body());
    return Answer.json(201, Map.of());
  }
}
