package io.tributary.records.capture;

import io.tributary.records.reconcile.ReconciliationRequests;
import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.Health;

/**
 * Ready while changes are captured here or by another replica. Not ready while they would be incomplete, and after a lost slot
 * not before the reconciliation that closes the gap is done.
 */
final class CaptureHealth extends AbstractHealthIndicator {

  private final RunCapture capture;
  private final ReconciliationRequests reconciliations;

  CaptureHealth(RunCapture capture, ReconciliationRequests reconciliations) {
    this.capture = capture;
    this.reconciliations = reconciliations;
  }

  @Override
  protected void doHealthCheck(Health.Builder health) {
    switch (capture.state()) {
      case CaptureState.Off() -> health.up().withDetail("capture", "off");
      case CaptureState.StandingBy() -> afterReconciliation(health, "standing by");
      case CaptureState.Capturing(var epoch) -> afterReconciliation(health, "capturing in epoch " + epoch);
      case CaptureState.Unpublished(var why) -> afterReconciliation(health, "waiting to publish: " + why);
      case CaptureState.Starting() -> health.outOfService().withDetail("capture", "starting");
      case CaptureState.Misconfigured(var problems) -> health.outOfService().withDetail("problems", problems);
      case CaptureState.Interrupted(var why) -> health.outOfService().withDetail("interrupted", why);
    }
  }

  private void afterReconciliation(Health.Builder health, String capture) {
    health.up().withDetail("capture", capture);
    reconciliations.holdingUpReadiness().ifPresent(reason -> health.outOfService().withDetail("reconciling", reason));
  }
}
