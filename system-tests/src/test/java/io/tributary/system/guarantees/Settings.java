package io.tributary.system.guarantees;

import java.time.Duration;
import java.util.Map;

/** Settings under which what takes minutes in production happens within a fault: leases and sessions run out, cooldowns end. */
final class Settings {

  static final Duration COOLDOWN = Duration.ofSeconds(5);
  static final Duration LEASE = Duration.ofSeconds(8);

  /** Of PostgreSQL: after how long it gives up a reader of its log that says nothing, and with it the slot. */
  static final Duration SLOT_SESSION = Duration.ofSeconds(10);

  static final Map<String, String> OF_SERVICES = Map.of(
      "SYNC_COOLDOWN", COOLDOWN.toMillis() + "ms",
      "WORKER_LEASE", LEASE.toMillis() + "ms",
      "UNIPILE_DEADLINE", LEASE.minusSeconds(2).toMillis() + "ms",
      "SYNC_FIRST_RETRY", "2s",
      "SPRING_APPLICATION_JSON", """
          {"spring.kafka.consumer.properties.session.timeout.ms": "8000", "tributary.kafka.longest-wait": "5s"}""");

  private Settings() {}
}
