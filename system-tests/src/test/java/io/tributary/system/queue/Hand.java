package io.tributary.system.queue;

import io.tributary.local.stack.Component;
import io.tributary.system.guarantees.Pause;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;

/** Disturbs one process, as a seed decides: it is killed, or sleeps longer than its lease while the other goes on. */
final class Hand {

  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(3);
  private static final Duration LONGEST_DOWN = Duration.ofMillis(1500);
  private static final Duration LONGEST_SLEEP_AFTER_ITS_LEASE = Duration.ofSeconds(3);

  enum Kind { KILLED, ASLEEP }

  /**
   * What was done to a process.
   *
   * @param from when it had certainly fallen asleep; or before it was killed
   * @param until its last moment of sleep; or when it was ready after it was killed
   */
  record Happened(Kind kind, Instant from, Instant until) {}

  private final Component process;
  private final Random random;
  private final Consumer<String> progress;
  private final List<Kind> faults;

  /** @param faults how many; from two on both kinds are among them */
  Hand(Component process, int faults, Random random, Consumer<String> progress) {
    this.process = process;
    this.random = random;
    this.progress = progress;
    this.faults = drawn(faults, random);
  }

  private static List<Kind> drawn(int count, Random random) {
    var drawn = new ArrayList<Kind>();
    for (var i = 0; i < count; i++) {
      drawn.add(i < Kind.values().length ? Kind.values()[i] : Kind.values()[random.nextInt(Kind.values().length)]);
    }
    Collections.shuffle(drawn, random);
    return drawn;
  }

  /** Returns when all faults have been and the process is well again. */
  List<Happened> disturb() throws Exception {
    var happened = new ArrayList<Happened>();
    for (var fault : faults) {
      Pause.upTo(LONGEST_PAUSE, random);
      var done = switch (fault) {
        case KILLED -> kill();
        case ASLEEP -> sleep();
      };
      happened.add(done);
      progress.accept("%s %s, well again after %d ms".formatted(process.name(), fault, Duration.between(done.from(), done.until()).toMillis()));
    }
    return happened;
  }

  private Happened kill() throws IOException, InterruptedException {
    var from = Instant.now();
    process.kill();
    Pause.upTo(LONGEST_DOWN, random);
    process.startAgain();
    return new Happened(Kind.KILLED, from, Instant.now());
  }

  private Happened sleep() throws IOException, InterruptedException {
    process.freeze();
    try {
      var from = Instant.now();
      Pause.of(QueueSettings.LEASE);
      Pause.upTo(LONGEST_SLEEP_AFTER_ITS_LEASE, random);
      return new Happened(Kind.ASLEEP, from, Instant.now());
    } finally {
      process.thaw();
    }
  }
}
