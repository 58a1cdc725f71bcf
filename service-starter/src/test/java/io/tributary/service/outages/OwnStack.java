package io.tributary.service.outages;

import io.tributary.local.kafka.Broker;
import io.tributary.local.kafka.CreateTopics;
import io.tributary.local.postgres.PostgresServer;
import io.tributary.local.process.Children;
import io.tributary.local.process.Ports;
import io.tributary.local.registry.SchemaRegistry;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.apache.kafka.clients.admin.NewTopic;
import org.jspecify.annotations.Nullable;

/**
 * PostgreSQL, a broker and a registry of one test's own, each started when the test says so: others share a stack that must not be disturbed.
 * Where they will be is known before.
 */
final class OwnStack implements AutoCloseable {

  private final Ports ports = new Ports();
  private final int databasePort = ports.any();
  private final int brokerPort = ports.any();
  private final int registryPort = ports.any();
  private final Path folder;
  private final Children children;
  private @Nullable PostgresServer postgres;

  OwnStack(Path folder) {
    this.folder = folder;
    this.children = new Children(folder.resolve("pids"));
  }

  String jdbcUrl(String database) {
    return "jdbc:postgresql://127.0.0.1:%d/%s".formatted(databasePort, database);
  }

  String bootstrapServers() {
    return "127.0.0.1:" + brokerPort;
  }

  String registryUrl() {
    return "http://127.0.0.1:%d/apis/ccompat/v7".formatted(registryPort);
  }

  /** With that database and its roles. */
  Part startDatabase(String name) throws IOException {
    var started = PostgresServer.start(children, folder.resolve("postgresql"), folder.resolve("postgresql.log"), databasePort, false);
    started.databases().ensure(name);
    postgres = started;
    return new Part(started.process(), started::startAgain);
  }

  /** With these topics, of one partition each: its order is that of the events. */
  Part startBroker(List<String> topics) throws IOException {
    var broker = Broker.start(children, folder.resolve("broker"), folder.resolve("broker.log"), brokerPort, ports.any());
    broker.awaitReady();
    CreateTopics.on(broker.bootstrapServers(), topics.stream().map(name -> new NewTopic(name, 1, (short) 1)).toList());
    return new Part(broker.process(), () -> {
      broker.process().startAgain();
      broker.awaitReady();
    });
  }

  /** After the database, in which it keeps its schemas. */
  Part startRegistry() throws IOException {
    var registry = SchemaRegistry.start(children, Objects.requireNonNull(postgres), folder.resolve("registry"),
        folder.resolve("registry.log"), registryPort, ports.any());
    registry.awaitReady();
    return new Part(registry.process(), () -> {
      registry.process().startAgain();
      registry.awaitReady();
    });
  }

  @Override
  public void close() {
    children.killAll();
  }
}
