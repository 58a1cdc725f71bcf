package io.tributary.system.guarantees;

import io.tributary.local.check.Sql;
import io.tributary.local.stack.LocalStack;
import io.tributary.local.stack.Service;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;

/** Sees whether another process has taken over from one that sleeps: its partitions, and the slot if it captures changes. */
final class TakeOver implements AutoCloseable {

  private static final Duration WITHIN = Duration.ofMinutes(2);
  private static final String SLOT_HOLDER = "select active_pid from pg_replication_slots where slot_name = 'tributary_records' and active";

  private final Admin admin;
  private final Sql sql;
  private final String service;
  private final Set<String> members;
  private final List<String> slotHolder;

  private TakeOver(Admin admin, Sql sql, String service) throws InterruptedException {
    this.admin = admin;
    this.sql = sql;
    this.service = service;
    this.members = members();
    this.slotHolder = slotHolder();
  }

  /** Remembers who has the work now; to be asked before the other process starts. */
  static TakeOver from(LocalStack stack, String service) throws InterruptedException {
    var infrastructure = stack.infrastructure();
    return new TakeOver(
        Admin.create(Map.of("bootstrap.servers", infrastructure.broker().bootstrapServers())), new Sql(infrastructure.postgres()), service);
  }

  /** @throws AssertionError if nobody takes over: the sleeper is none then, and the fault proves nothing */
  void await() throws InterruptedException {
    var end = Instant.now().plus(WITHIN);
    while (!isDone()) {
      if (Instant.now().isAfter(end)) {
        throw new AssertionError("Nobody took over from the frozen %s within %d s".formatted(service, WITHIN.toSeconds()));
      }
      Pause.of(Duration.ofMillis(250));
    }
  }

  private boolean isDone() throws InterruptedException {
    var now = members();
    return !now.isEmpty() && Collections.disjoint(now, members) && (!captures() || !slotHolder().isEmpty() && !slotHolder().equals(slotHolder));
  }

  private boolean captures() {
    return service.equals(Service.FRONT_DOOR);
  }

  /** Of the service's group; none while the broker is down. */
  private Set<String> members() throws InterruptedException {
    try {
      return admin.describeConsumerGroups(List.of(service)).all().get().get(service).members().stream()
          .map(member -> member.consumerId())
          .collect(Collectors.toSet());
    } catch (ExecutionException _) {
      return Set.of();
    }
  }

  private List<String> slotHolder() {
    try {
      return sql.texts("records", SLOT_HOLDER);
    } catch (IllegalStateException _) {
      return List.of(); // the database is down just now
    }
  }

  @Override
  public void close() {
    admin.close(Duration.ZERO);
  }
}
