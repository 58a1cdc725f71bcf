package io.tributary.system.queue;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Settings under which leases run out and cooldowns end within a fault; and budgets that are used up, of one tenant's accounts. */
final class QueueSettings {

  static final Path HOME = Path.of(System.getProperty("tributary.home", Path.of("").toAbsolutePath().getParent().toString()));

  static final Duration COOLDOWN = Duration.ofSeconds(4);
  static final Duration LEASE = Duration.ofSeconds(4);

  /** Three heartbeats fit in a lease. */
  static final Duration HEARTBEAT = LEASE.dividedBy(3);

  /** For a whole answer of the provider's. */
  static final Duration DEADLINE = LEASE.minusSeconds(1);

  /** What the two processes' clocks are wrong by. */
  static final List<Duration> WRONG = List.of(Duration.ofMinutes(10), Duration.ofMinutes(-10));

  static final String TIGHT = "tight";
  static final List<String> TENANTS = List.of("acme", "globex", TIGHT);
  static final int RECORDS = 15;
  private static final int TIGHT_RATE = 800;
  private static final int AMPLE_RATE = 40_000;
  static final int LIFTED_RATE = 1_000_000;
  static final int CALLS_AT_ONCE = 4;

  /** Calls an hour of each of the tenant's accounts. */
  static int rate(String tenant) {
    return tenant.equals(TIGHT) ? TIGHT_RATE : AMPLE_RATE;
  }

  static Map<String, String> environment(String providerUrl, Map<String, String> clock) {
    var environment = new HashMap<>(Map.of(
        "UNIPILE_URL", providerUrl,
        "UNIPILE_DEADLINE", DEADLINE.toMillis() + "ms",
        "SYNC_COOLDOWN", COOLDOWN.toMillis() + "ms",
        "WORKER_LEASE", LEASE.toMillis() + "ms",
        "WORKER_LOOK_OUT", "300ms",
        "WORKER_CONCURRENCY", "6",
        "WORKER_PER_TENANT", "4",
        "ACCOUNT_CALLS_AT_ONCE", Integer.toString(CALLS_AT_ONCE),
        "SYNC_FIRST_RETRY", "1s",
        "SPRING_APPLICATION_JSON", """
            {"spring.kafka.consumer.properties.session.timeout.ms": "6000", "tributary.kafka.longest-wait": "5s"}"""));
    environment.putAll(clock);
    return environment;
  }

  private QueueSettings() {}
}
