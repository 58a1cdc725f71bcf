package io.tributary.system.guarantees;

import io.tributary.local.process.ChildFailed;
import io.tributary.local.process.Ports;
import io.tributary.local.stack.Component;
import io.tributary.local.stack.LocalStack;
import io.tributary.local.stack.Service;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.function.Consumer;

/** Carries a schedule out on the running stack, and remembers when what was broken. */
final class Disturb {

  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(3);
  private static final Duration WAKE = Duration.ofSeconds(3);
  private static final int STARTS = 6;

  /** One fault as it happened, until what it hit was ready again. */
  record Happened(Instant from, Instant until, Fault fault) {}

  private final LocalStack stack;
  private final Map<String, String> settings;
  private final Consumer<String> progress;
  private final List<Happened> happened = new ArrayList<>();
  private int replicas;

  /** @param settings environment that services were started with: a second process of one gets the same */
  Disturb(LocalStack stack, Map<String, String> settings, Consumer<String> progress) {
    this.stack = stack;
    this.settings = settings;
    this.progress = progress;
  }

  /** Returns when all faults have been and everything is ready again. */
  void with(Schedule schedule, Random random) throws Exception {
    try (var hands = Executors.newFixedThreadPool(2)) {
      var both = new ArrayList<Callable<Void>>();
      for (var faults : List.of(schedule.one(), schedule.other())) {
        var pauses = new Random(random.nextLong());
        both.add(() -> {
          for (var fault : faults) {
            Pause.upTo(LONGEST_PAUSE, pauses);
            carryOut(fault);
          }
          return null;
        });
      }
      for (var hand : both.stream().map(hands::submit).toList()) {
        hand.get();
      }
    }
  }

  synchronized List<Happened> happened() {
    return List.copyOf(happened);
  }

  private void carryOut(Fault fault) throws Exception {
    progress.accept(fault.text());
    var from = Instant.now();
    var component = component(fault.component());
    switch (fault) {
      case Fault.Kill kill -> {
        component.kill();
        Pause.of(kill.down());
        startAgain(component);
      }
      case Fault.Freeze freeze -> freeze(component, freeze.length());
      case Fault.Zombie zombie -> makeZombie(component, zombie);
    }
    synchronized (this) {
      happened.add(new Happened(from, Instant.now(), fault));
    }
    progress.accept("%s is well again after %d s".formatted(fault.component(), Duration.between(from, Instant.now()).toSeconds()));
  }

  /** Asleep until another has all its work, and some time longer; awake beside it for a moment, then alone. */
  private void makeZombie(Component component, Fault.Zombie zombie) throws Exception {
    try (var takeOver = TakeOver.from(stack, component.name())) {
      var other = replica(component.name());
      component.freeze();
      try {
        takeOver.await();
        Pause.of(zombie.length());
      } finally {
        component.thaw();
      }
      Pause.of(WAKE);
      other.kill();
    }
  }

  private static void freeze(Component component, Duration length) throws Exception {
    component.freeze();
    try {
      Pause.of(length);
    } finally {
      component.thaw();
    }
  }

  /** What it needs may be down just now, and then it may end: it is started again, as any deployment would. */
  private void startAgain(Component component) throws IOException {
    for (var start = 1; ; start++) {
      try {
        component.startAgain();
        return;
      } catch (ChildFailed e) {
        progress.accept("%s did not start: %s".formatted(component.name(), e.getMessage().lines().findFirst().orElse("")));
        if (start == STARTS || component.isAlive()) {
          throw e;
        }
      }
    }
  }

  private Component replica(String name) throws IOException {
    var service = Service.ALL.stream().filter(each -> each.name().equals(name)).findFirst().orElseThrow();
    int number;
    synchronized (this) {
      number = ++replicas;
    }
    for (var start = 1; ; start++) {
      try {
        return stack.services().startReplica(service, "%s-other-%d".formatted(name, number), new Ports().any(), settings);
      } catch (ChildFailed e) {
        if (start == STARTS) {
          throw e;
        }
      }
    }
  }

  private Component component(String name) {
    return stack.components().stream().filter(each -> each.name().equals(name)).findFirst().orElseThrow();
  }
}
