package io.tributary.local;

import io.tributary.local.kafka.Broker;
import io.tributary.local.postgres.PostgresServer;
import io.tributary.local.process.Children;
import io.tributary.local.process.Ports;
import io.tributary.local.registry.SchemaRegistry;
import io.tributary.local.stack.LocalKeyset;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Real PostgreSQL, broker and schema registry for tests: started once a JVM, each when it is first asked for, gone with the JVM.
 */
public final class TestStack {

  private static final TestStack SHARED = new TestStack();
  private static final long LONGEST_SECONDS = 20;

  private final Ports ports = new Ports();
  private @Nullable Path folder;
  private @Nullable Children children;
  private @Nullable PostgresServer postgres;
  private @Nullable Broker broker;
  private @Nullable SchemaRegistry registry;
  private volatile CountDownLatch users = new CountDownLatch(0);

  public static TestStack shared() {
    return SHARED;
  }

  /** Superuser postgres, password postgres; the roles of a database see {@link #createDatabase}. */
  public String jdbcUrl(String database) {
    return postgres().jdbcUrl(database);
  }

  /** Topics are not made by themselves. */
  public synchronized String bootstrapServers() {
    if (broker == null) {
      broker = started(() -> Broker.start(children(), folder().resolve("broker"), log("broker"), ports.any(), ports.any()));
      broker.awaitReady();
    }
    return broker.bootstrapServers();
  }

  /** Of the Confluent-compatible API; FULL_TRANSITIVE. */
  public synchronized String registryUrl() {
    if (registry == null) {
      registry = started(() -> SchemaRegistry.start(
          children(), postgres(), folder().resolve("registry"), log("registry"), ports.any(), ports.any()));
      registry.awaitReady();
    }
    return registry.url();
  }

  /**
   * Makes the database and its roles (name_owner, name_service, name_api, name_worker; passwords are the roles' names); an old
   * one of that name goes.
   */
  public void createDatabase(String name) {
    postgres().databases().recreate(name);
  }

  /** The file of keys that others' credentials are sealed with. */
  public synchronized Path keyset() {
    return started(() -> LocalKeyset.in(folder().resolve("keys")));
  }

  /** @param ended by those that use it when the JVM ends: without its database a service waits half a minute for a connection before it does */
  public void endAfter(CountDownLatch ended) {
    users = ended;
  }

  private synchronized PostgresServer postgres() {
    if (postgres == null) {
      postgres = started(() ->
          PostgresServer.start(children(), folder().resolve("postgresql"), log("postgresql"), ports.any(), false));
    }
    return postgres;
  }

  private synchronized Children children() {
    if (children == null) {
      var made = new Children(folder().resolve("pids"));
      children = made;
      Runtime.getRuntime().addShutdownHook(new Thread(() -> end(made), "test-stack-end"));
    }
    return children;
  }

  private synchronized Path folder() {
    if (folder == null) {
      folder = started(() -> Files.createTempDirectory("tributary-test-"));
    }
    return folder;
  }

  private Path log(String name) {
    return folder().resolve(name + ".log");
  }

  private void end(Children started) {
    try {
      users.await(LONGEST_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
    started.killAll();
    try {
      DeleteFolder.at(folder());
    } catch (IOException e) {
      System.err.println("The test stack's folder stays behind: " + e);
    }
  }

  private interface Start<T> {
    T start() throws IOException;
  }

  private static <T> T started(Start<T> start) {
    try {
      return start.start();
    } catch (IOException e) {
      throw new UncheckedIOException("the test stack cannot start: " + e.getMessage(), e);
    }
  }

  private TestStack() {}
}
