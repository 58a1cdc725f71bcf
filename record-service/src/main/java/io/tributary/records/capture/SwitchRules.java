package io.tributary.records.capture;

import io.tributary.records.reconcile.ReconciliationRequests;
import io.tributary.records.rules.CurrentRules;

/**
 * Takes over a pipeline's changed rules at the place of the stream where they were committed, and has its records compared
 * under them. The request stands before the slot moves on: a crash in between repeats it.
 */
final class SwitchRules {

  private final CurrentRules rules;
  private final ReconciliationRequests reconciliations;
  private final Patience patience;

  SwitchRules(CurrentRules rules, ReconciliationRequests reconciliations, Patience patience) {
    this.rules = rules;
    this.reconciliations = reconciliations;
    this.patience = patience;
  }

  void switchTo(String tenant, long pipelineId) throws InterruptedException {
    patience.untilDone("switching the rules of a pipeline", () -> {
      var now = rules.reload(tenant, pipelineId);
      reconciliations.rulesChanged(tenant, pipelineId, now.version());
    });
  }
}
