package io.tributary.records.capture;

import io.tributary.local.TestStack;
import io.tributary.local.process.ChildProcess;
import io.tributary.local.process.Children;
import io.tributary.local.process.Command;
import io.tributary.records.RecordServiceApplication;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jooq.CloseableDSLContext;
import org.jooq.impl.DSL;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;

/** The whole service in a JVM of its own, as a replica that captures: one that can be killed. */
final class CapturingProcess implements AutoCloseable {

  private static final Duration LIMIT = Duration.ofSeconds(120);
  private static final String SLOT = "tributary_records";

  private final Children children;
  private final ChildProcess process;
  private final CloseableDSLContext database = DSL.using(TestStack.shared().jdbcUrl("records"), "postgres", "postgres");

  private CapturingProcess(Children children, ChildProcess process) {
    this.children = children;
    this.process = process;
  }

  /**
   * @param environment of a test on the shared stack; the process works on the same database and topics
   * @param folder for its log
   */
  static CapturingProcess start(ConfigurableEnvironment environment, Path folder) {
    var stack = (MapPropertySource) Objects.requireNonNull(environment.getPropertySources().get("test stack"));
    var words = new ArrayList<>(List.of("-cp", System.getProperty("java.class.path"), RecordServiceApplication.class.getName()));
    var settings = new LinkedHashMap<String, Object>(stack.getSource());
    settings.putAll(Map.of(
        "server.port", "0", "tributary.capture.heartbeat-interval", "500ms", "tributary.capture.inspection-interval", "1s",
        "tributary.capture.retry-interval", "300ms", "tributary.reconciliation.interval", "0s"));
    settings.forEach((name, value) -> words.add("--%s=%s".formatted(name, value)));
    var children = new Children(folder.resolve("pids"));
    return new CapturingProcess(
        children, children.start(Command.java("capture", words, Map.of(), folder.resolve("capture.log"))));
  }

  /** As the machine's end would. */
  void kill() {
    process.kill();
  }

  /** As a new version's roll-out would. */
  void stop() {
    process.stop(Duration.ofSeconds(60));
  }

  void startAgain() throws IOException {
    process.startAgain();
  }

  boolean isCapturing() {
    return database.fetchExists(DSL.select().from("pg_replication_slots").where("slot_name = '" + SLOT + "' and active"));
  }

  /** Everything committed until now is on the topics. */
  void awaitPublished() {
    var now = database.fetchSingle("select pg_current_wal_insert_lsn()::text").get(0, String.class);
    process.awaitReady(() -> hasPublished(now), LIMIT);
  }

  private boolean hasPublished(String position) {
    return database.fetchExists(DSL.select().from("pg_replication_slots").where(
        "slot_name = '" + SLOT + "' and active and confirmed_flush_lsn >= '" + position + "'"));
  }

  void awaitReady(java.util.function.BooleanSupplier condition) {
    process.awaitReady(condition, LIMIT);
  }

  @Override
  public void close() {
    database.close();
    children.killAll();
  }
}
