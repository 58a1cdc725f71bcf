package io.tributary.records.reconcile;

import io.tributary.service.web.Page;
import java.util.Map;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** For operators: have everything compared now, and see what came of it. */
@RestController
@RequestMapping("/internal/reconciliations")
final class ReconciliationsController {

  private static final int LATEST = 50;

  private final ReconciliationRequests requests;
  private final ReconciliationStore store;

  ReconciliationsController(ReconciliationRequests requests, ReconciliationStore store) {
    this.requests = requests;
    this.store = store;
  }

  /** Asks for a reconciliation of all records of all tenants; one that was asked for and not begun is joined. */
  @PostMapping
  @ResponseStatus(HttpStatus.ACCEPTED)
  Map<String, Long> request() {
    return Map.of("id", requests.everything(ReconcileReason.MANUAL));
  }

  /** The latest reconciliations, the newest first. */
  @GetMapping
  Page<ReconciliationView> latest() {
    return new Page<>(store.latest(LATEST), null);
  }
}
