package io.tributary.system.guarantees;

import io.tributary.local.check.AwaitQuiet;
import io.tributary.local.check.Lag;
import io.tributary.local.feed.FeedContacts;
import io.tributary.local.feed.FrontDoor;
import io.tributary.local.feed.UniPileAccounts;
import io.tributary.local.process.Children;
import io.tributary.local.stack.DataFolder;
import io.tributary.local.stack.LocalStack;
import io.tributary.local.stack.Progress;
import io.tributary.local.stack.Service;
import io.tributary.local.stack.Simulators;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;

/** The stack of {@code ./tributary up}, with settings under which it can be disturbed in minutes. */
final class Stage implements AutoCloseable {

  private static final Duration QUIET_WITHIN = Duration.ofMinutes(5);

  private final Children children;
  private final LocalStack stack;
  private final Progress progress;
  private final UniPileAccounts provider;

  private Stage(Children children, LocalStack stack, Progress progress) {
    this.children = children;
    this.stack = stack;
    this.progress = progress;
    this.provider = new UniPileAccounts(stack.simulators().uniPileUrl(), Simulators.API_KEY);
  }

  static Stage start(Path folder, Path mail) throws Exception {
    var data = new DataFolder(folder);
    var children = new Children(data.pids());
    var progress = new Progress(System.err);
    try {
      var stack = LocalStack.withoutServices(children, data, Given.HOME, mail, progress);
      giveUpSilentReaders(stack);
      stack.services().start(Service.ALL, Settings.OF_SERVICES);
      stack.simulators().awaitReady();
      stack.services().awaitReady(progress);
      return new Stage(children, stack, progress);
    } catch (Exception e) {
      children.killAll();
      throw e;
    }
  }

  LocalStack stack() {
    return stack;
  }

  UniPileAccounts provider() {
    return provider;
  }

  void say(String what) {
    progress.say(what);
  }

  FrontDoor frontDoor(String tenant) {
    return new FrontDoor(stack.frontDoor(), () -> stack.key().token(tenant, "guarantees", Set.of("api", "internal"), Duration.ofMinutes(10)));
  }

  /** Pipeline, mailboxes, records; may be done again. */
  void feed(String tenant, Path records) {
    try {
      new FeedContacts(frontDoor(tenant), provider, progress::say).feed(records);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Waits until every imported record is stored: an import that comes late must not meet edits. */
  void awaitImported() throws InterruptedException {
    var end = Instant.now().plus(QUIET_WITHIN);
    while (!isImported()) {
      if (Instant.now().isAfter(end)) {
        throw new AssertionError("The imported records are not stored after " + QUIET_WITHIN);
      }
      Pause.of(Duration.ofMillis(300));
    }
  }

  private boolean isImported() {
    try (var lag = new Lag(stack.infrastructure().broker().bootstrapServers())) {
      return lag.byGroupAndTopic().keySet().stream().noneMatch(each -> each.endsWith("record.upserts"));
    } catch (IllegalStateException _) {
      return false; // the broker is down just now
    }
  }

  /** Waits until no part has anything left to do. */
  void awaitQuiet() throws InterruptedException {
    if (!new AwaitQuiet(stack, progress).within(QUIET_WITHIN)) {
      throw new AssertionError("The system is not quiet after " + QUIET_WITHIN + "; what is open stands above.");
    }
  }

  /** A zombie's session with PostgreSQL, and with it the slot, must end while it sleeps. */
  private static void giveUpSilentReaders(LocalStack stack) throws Exception {
    var postgres = stack.infrastructure().postgres();
    try (var connection = DriverManager.getConnection(postgres.jdbcUrl("postgres"), "postgres", "postgres");
        var statement = connection.createStatement()) {
      statement.execute("alter system set wal_sender_timeout = '%ds'".formatted(Settings.SLOT_SESSION.toSeconds()));
      statement.execute("select pg_reload_conf()");
    }
  }

  @Override
  public void close() throws IOException {
    try {
      stack.stop();
    } finally {
      children.killAll();
    }
  }

  /** Environment that a second process of a service gets. */
  static Map<String, String> settings() {
    return Settings.OF_SERVICES;
  }
}
