package io.tributary.records.capture;

import io.tributary.records.reconcile.ReconciliationRequests;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/**
 * Ready while changes are captured here or by another replica. Not ready while they would be incomplete, and after a lost slot
 * not before the reconciliation that closes the gap is done.
 */
final class CaptureHealth implements HealthIndicator {

  private final RunCapture capture;
  private final ReconciliationRequests reconciliations;

  CaptureHealth(RunCapture capture, ReconciliationRequests reconciliations) {
    this.capture = capture;
    this.reconciliations = reconciliations;
  }

  @Override
  public Health health() {
    return switch (capture.state()) {
      case CaptureState.Off() -> Health.up().withDetail("capture", "off").build();
      case CaptureState.StandingBy() -> afterReconciliation("standing by");
      case CaptureState.Capturing(var epoch) -> afterReconciliation("capturing in epoch " + epoch);
      case CaptureState.Starting() -> Health.outOfService().withDetail("capture", "starting").build();
      case CaptureState.Misconfigured(var problems) -> Health.outOfService().withDetail("problems", problems).build();
      case CaptureState.Interrupted(var why) -> Health.outOfService().withDetail("interrupted", why).build();
    };
  }

  private Health afterReconciliation(String capture) {
    return reconciliations.holdingUpReadiness()
        .map(reason -> Health.outOfService().withDetail("capture", capture).withDetail("reconciling", reason).build())
        .orElseGet(() -> Health.up().withDetail("capture", capture).build());
  }
}
