package io.tributary.system.queue;

import io.tributary.events.CommunicationObserved;
import io.tributary.events.Topics;
import io.tributary.system.guarantees.Pause;
import io.tributary.system.guarantees.ReadTopics;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * One run: records change without a pause while both processes are killed and put to sleep; then the limits are lifted, so that nothing waits for
 * its budget any longer, and all becomes quiet.
 */
final class QueueRun {

  private static final Duration LONGEST_PACE = Duration.ofMillis(250);
  private static final Duration QUIET_WITHIN = Duration.ofMinutes(3);
  private static final int FORCED_OF_TEN = 1;

  private final QueueStage stage;
  private final Random random;
  private final int faults;
  private final Wishes wishes = new Wishes();
  private final List<Hand.Happened> happened = new ArrayList<>();

  /** @param faults of each process */
  QueueRun(QueueStage stage, long seed, int faults) {
    this.stage = stage;
    this.random = new Random(seed);
    this.faults = faults;
  }

  Wishes wishes() {
    return wishes;
  }

  QueueEvidence run() throws Exception {
    var began = Instant.now();
    stage.connectAccounts();
    try (var send = new SendWishes(stage.bootstrapServers(), stage.registryUrl())) {
      changeWhileDisturbed(send);
    }
    var lifted = Instant.now();
    QueueSettings.TENANTS.forEach(tenant -> stage.limit(tenant, QueueSettings.LIFTED_RATE));
    awaitQuiet();
    return new QueueEvidence(
        began, lifted, Instant.now(), wishes, List.copyOf(happened), stage.provider().calls(), new ReadJobs(stage.sql()).all(), published(),
        stage.provider().accountsByTenant());
  }

  private void changeWhileDisturbed(SendWishes send) throws Exception {
    var all = records();
    for (var record : all) {
      change(send, record);
    }
    try (var hands = Executors.newFixedThreadPool(stage.processes().size())) {
      var disturbing = stage.processes().stream()
          .map(process -> new Hand(process, faults, new Random(random.nextLong()), stage::say))
          .map(hand -> hands.submit(hand::disturb))
          .toList();
      while (!disturbing.stream().allMatch(Future::isDone)) {
        wish(send, all.get(random.nextInt(all.size())));
        Pause.upTo(LONGEST_PACE, random);
      }
      for (var hand : disturbing) {
        happened.addAll(hand.get());
      }
    }
  }

  private static List<RecordKey> records() {
    var records = new ArrayList<RecordKey>();
    for (var tenant : QueueSettings.TENANTS) {
      for (var id = 1L; id <= QueueSettings.RECORDS; id++) {
        records.add(new RecordKey(tenant, id));
      }
    }
    return records;
  }

  private void wish(SendWishes send, RecordKey record) throws InterruptedException {
    if (random.nextInt(10) < FORCED_OF_TEN) {
      send.force(record);
      wishes.forced();
    } else {
      change(send, record);
    }
  }

  private void change(SendWishes send, RecordKey record) throws InterruptedException {
    var change = new Wishes.Change(Instant.now(), wishes.nextVersion(record), stage.provider().meet(record));
    wishes.changed(record, change);
    send.change(record, change.version(), change.person().number());
  }

  private void awaitQuiet() throws InterruptedException {
    var end = Instant.now().plus(QUIET_WITHIN);
    while (!isQuiet()) {
      if (Instant.now().isAfter(end)) {
        throw new AssertionError("After %s there is work left, or a change or request that was not read:%n%s".formatted(QUIET_WITHIN, left()));
      }
      Pause.of(Duration.ofMillis(300));
    }
  }

  /** Every change and every request was read, and everything that was wanted is done. */
  private boolean isQuiet() {
    var last = new TreeMap<String, Long>();
    wishes.changes().forEach((record, changes) -> last.put(record.text(), changes.getLast().version()));
    var done = stage.sql().numbers("whatsapp_sync", "select tenant || '|' || record_id, record_version from sync_state where wanted = done");
    return done.equals(last) && stage.sql().number("whatsapp_sync", "select count(*) from applied_requests") == wishes.forcedSoFar();
  }

  private String left() {
    return String.join("\n", stage.sql().texts("whatsapp_sync", """
        select concat_ws(' ', s.*) from (select tenant, record_id, record_version, wanted, taken, done, not_before, retry_at, lease_until, waits_for
        from sync_state where wanted > done order by 1, 2) s"""));
  }

  private List<CommunicationObserved> published() {
    return new ReadTopics(stage.bootstrapServers(), stage.registryUrl()).all(Topics.COMMUNICATIONS.name()).stream()
        .map(event -> (CommunicationObserved) event.value())
        .toList();
  }
}
