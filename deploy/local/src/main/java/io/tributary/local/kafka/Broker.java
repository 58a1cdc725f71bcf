package io.tributary.local.kafka;

import io.tributary.local.StackFiles;
import io.tributary.local.process.ChildProcess;
import io.tributary.local.process.Children;
import io.tributary.local.process.Command;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;

/** One broker, its own controller, on 127.0.0.1. */
public final class Broker {

  private static final String CLUSTER_ID = "dHJpYnV0YXJ5LWxvY2FsMA"; // 16 bytes, base64: "tributary-local0"
  private static final Duration READY_WITHIN = Duration.ofSeconds(90);

  private final ChildProcess process;
  private final int port;

  private Broker(ChildProcess process, int port) {
    this.process = process;
    this.port = port;
  }

  /**
   * Returns at once; {@link #awaitReady} waits.
   *
   * @param data the data folder; made if missing, used again if there
   */
  public static Broker start(Children children, Path data, Path log, int port, int controllerPort) throws IOException {
    Files.createDirectories(data);
    var properties = data.resolve("server.properties");
    Files.write(properties, settings(data.resolve("log"), port, controllerPort));
    var process = children.start(Command.java("broker",
        List.of("-Xmx256m", "-Djava.awt.headless=true", "-Dorg.slf4j.simpleLogger.defaultLogLevel=warn",
            "-Dorg.slf4j.simpleLogger.showDateTime=true", "-cp", StackFiles.classpath(), RunBroker.class.getName(),
            data.resolve("log").toString(), CLUSTER_ID, properties.toAbsolutePath().toString()),
        Map.of(), log));
    return new Broker(process, port);
  }

  public void awaitReady() {
    process.awaitReady(this::listens, READY_WITHIN);
    try (var admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers()))) {
      process.awaitReady(() -> answers(admin), READY_WITHIN);
    }
  }

  public ChildProcess process() {
    return process;
  }

  public String bootstrapServers() {
    return "127.0.0.1:" + port;
  }

  /** Asked first, for a client that finds nobody fills the log with warnings. */
  private boolean listens() {
    try (var _ = new Socket(InetAddress.getLoopbackAddress(), port)) {
      return true;
    } catch (IOException _) {
      return false;
    }
  }

  private static boolean answers(Admin admin) {
    try {
      return !admin.describeCluster().nodes().get(1, TimeUnit.SECONDS).isEmpty();
    } catch (ExecutionException | TimeoutException _) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while waiting for the broker", e);
    }
  }

  private static List<String> settings(Path logs, int port, int controllerPort) {
    return List.of(
        "process.roles=broker,controller",
        "node.id=1",
        "controller.quorum.voters=1@127.0.0.1:" + controllerPort,
        "listeners=PLAINTEXT://127.0.0.1:%d,CONTROLLER://127.0.0.1:%d".formatted(port, controllerPort),
        "advertised.listeners=PLAINTEXT://127.0.0.1:" + port,
        "listener.security.protocol.map=PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT",
        "controller.listener.names=CONTROLLER",
        "inter.broker.listener.name=PLAINTEXT",
        "log.dirs=" + logs.toAbsolutePath(),
        "auto.create.topics.enable=false",
        "offsets.topic.replication.factor=1",
        "offsets.topic.num.partitions=5",
        "offsets.retention.minutes=43200",
        "transaction.state.log.replication.factor=1",
        "transaction.state.log.min.isr=1",
        "transaction.state.log.num.partitions=5",
        "share.coordinator.state.topic.replication.factor=1",
        "share.coordinator.state.topic.min.isr=1",
        "share.coordinator.state.topic.num.partitions=5",
        "group.initial.rebalance.delay.ms=0",
        "message.max.bytes=2162688",
        "replica.fetch.max.bytes=2162688",
        // After a kill the old session must expire first: 9 s by default; at 2 s a busy machine loses heartbeats.
        "broker.session.timeout.ms=6000",
        "log.cleaner.dedupe.buffer.size=16777216",
        "num.network.threads=2",
        "num.io.threads=4");
  }
}
