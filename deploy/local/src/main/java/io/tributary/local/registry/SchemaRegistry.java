package io.tributary.local.registry;

import io.tributary.local.DeleteFolder;
import io.tributary.local.StackFiles;
import io.tributary.local.Unpacked;
import io.tributary.local.postgres.PostgresServer;
import io.tributary.local.process.ChildProcess;
import io.tributary.local.process.Children;
import io.tributary.local.process.Command;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;

/** Apicurio, spoken to through the Confluent-compatible API; every subject is FULL_TRANSITIVE. */
public final class SchemaRegistry {

  private static final String DATABASE = "registry";
  private static final String ARCHIVE = "apicurio-registry-app-";
  private static final Duration READY_WITHIN = Duration.ofSeconds(120);
  private static final Duration ANSWER_WITHIN = Duration.ofSeconds(10);

  private final HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final ChildProcess process;
  private final int port;

  private SchemaRegistry(ChildProcess process, int port) {
    this.process = process;
    this.port = port;
  }

  /**
   * Returns at once; {@link #awaitReady} waits.
   *
   * @param scratch a folder for its temporary files; emptied first, since it leaves them behind
   */
  public static SchemaRegistry start(
      Children children, PostgresServer postgres, Path scratch, Path log, int port, int managementPort) throws IOException {
    DeleteFolder.at(scratch);
    Files.createDirectories(scratch);
    postgres.databases().ensurePlain(DATABASE);
    var archive = StackFiles.archive(ARCHIVE);
    var home = Unpacked.folder(archive.getFileName().toString().replace(".tar.gz", ""),
        () -> new GZIPInputStream(Files.newInputStream(archive)));
    var process = children.start(Command.java("registry",
        List.of("-Xmx256m", "-Djava.io.tmpdir=" + scratch,
            "-Dquarkus.http.host=127.0.0.1", "-Dquarkus.http.port=" + port,
            "-Dquarkus.management.host=127.0.0.1", "-Dquarkus.management.port=" + managementPort,
            "-Dquarkus.log.level=WARN", "-Dapicurio.log.level=WARN",
            "-Dquarkus.http.access-log.enabled=false", "-Dquarkus.log.console.color=false", "-Dquarkus.log.file.enabled=false",
            "-Dapicurio.storage.kind=sql", "-Dapicurio.storage.sql.kind=postgresql",
            "-Dapicurio.datasource.url=" + postgres.jdbcUrl(DATABASE),
            "-Dapicurio.datasource.username=" + DATABASE, "-Dapicurio.datasource.password=" + DATABASE,
            "-Dapicurio.datasource.jdbc.initial-size=1", "-Dapicurio.datasource.jdbc.min-size=1",
            "-Dapicurio.datasource.jdbc.max-size=10",
            "-jar", home.resolve("quarkus-run.jar").toString()),
        Map.of(), log));
    return new SchemaRegistry(process, port);
  }

  public void awaitReady() {
    process.awaitReady(this::answers, READY_WITHIN);
    send(request("/config").PUT(BodyPublishers.ofString("{\"compatibility\": \"FULL_TRANSITIVE\"}")));
  }

  public ChildProcess process() {
    return process;
  }

  /** Of the Confluent-compatible API. */
  public String url() {
    return "http://127.0.0.1:%d/apis/ccompat/v7".formatted(port);
  }

  /**
   * Registers the schema; one that is there already keeps its id.
   *
   * @param subject "topic-value"
   * @param body the JSON of the Confluent API, {@code {"schema": "…"}}
   */
  public void register(String subject, String body) {
    send(request("/subjects/" + subject + "/versions").POST(BodyPublishers.ofString(body)));
  }

  private boolean answers() {
    try {
      return http.send(request("/subjects").build(), BodyHandlers.discarding()).statusCode() == 200;
    } catch (IOException _) {
      return false;
    } catch (InterruptedException e) {
      throw interrupted(e);
    }
  }

  private void send(HttpRequest.Builder request) {
    try {
      HttpResponse<String> response = http.send(request.build(), BodyHandlers.ofString());
      if (response.statusCode() >= 300) {
        throw new IllegalStateException("The schema registry refused %s with %d: %s".formatted(
            response.request().uri(), response.statusCode(), response.body()));
      }
    } catch (IOException e) {
      throw new IllegalStateException("The schema registry does not answer: " + e.getMessage(), e);
    } catch (InterruptedException e) {
      throw interrupted(e);
    }
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create(url() + path))
        .timeout(ANSWER_WITHIN)
        .header("Content-Type", "application/vnd.schemaregistry.v1+json");
  }

  private static IllegalStateException interrupted(InterruptedException e) {
    Thread.currentThread().interrupt();
    return new IllegalStateException("interrupted while talking to the schema registry", e);
  }
}
