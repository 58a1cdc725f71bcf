package io.tributary.channels.trigger;

import io.tributary.channels.Priority;
import io.tributary.channels.RecordKey;
import io.tributary.events.SyncReason;
import io.tributary.events.SyncRequested;
import org.jspecify.annotations.Nullable;

/**
 * A record's sync is wanted although its identifiers may not have changed.
 *
 * @param force at once, cooldown or not
 * @param by who asked
 * @param traceparent of the request
 */
record SyncWish(
    RecordKey key, Priority priority, String reason, boolean force, @Nullable String by, @Nullable String traceparent) {

  static SyncWish of(SyncRequested request, @Nullable String traceparent) {
    return new SyncWish(
        new RecordKey(request.getTenant(), request.getRecordId()),
        request.getForce() ? Priority.MANUAL : priorityOf(request.getReason()),
        request.getReason().name(),
        request.getForce(),
        request.getRequestedBy(),
        traceparent);
  }

  /** Both in one: the more urgent reason is kept. */
  SyncWish and(SyncWish other) {
    var urgent = other.priority.compareTo(priority) < 0 ? other : this;
    return new SyncWish(key, urgent.priority, urgent.reason, force || other.force, urgent.by, urgent.traceparent);
  }

  private static Priority priorityOf(SyncReason reason) {
    return switch (reason) {
      case MANUAL -> Priority.MANUAL;
      case ACCOUNT_CONNECTED -> Priority.GAP_REPAIR;
      case SCHEDULED, RESYNC, UNKNOWN -> Priority.SCHEDULED;
    };
  }
}
