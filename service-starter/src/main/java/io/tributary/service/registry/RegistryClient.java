package io.tributary.service.registry;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.TrustManagerFactory;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;
import org.apache.kafka.common.security.ssl.DefaultSslEngineFactory;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The three calls of the schema registry's REST API that a serde needs, tried again on the next address while the registry is away. */
final class RegistryClient implements AutoCloseable {

  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final String MEDIA_TYPE = "application/vnd.schemaregistry.v1+json";
  private static final int SUBJECT_NOT_FOUND = 40401;
  private static final int SCHEMA_NOT_FOUND = 40403;

  private final RegistryConfig config;
  private final HttpClient http;
  private final @Nullable DefaultSslEngineFactory ssl;

  RegistryClient(RegistryConfig config) {
    this.config = config;
    var builder = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(config.connectTimeout());
    if (config.ssl().isEmpty()) {
      this.ssl = null;
    } else {
      this.ssl = new DefaultSslEngineFactory();
      this.ssl.configure(withDefaults(config.ssl()));
      builder.sslContext(this.ssl.sslContext());
    }
    this.http = builder.build();
  }

  /**
   * Registers the schema; one the subject holds already keeps its id.
   *
   * @throws RegistryUnavailable also where the registry refuses it as incompatible: a release has to settle that, not the event
   */
  int register(String subject, Schema schema) {
    var answer = exchange("/subjects/" + encoded(subject) + "/versions", body(schema));
    if (answer.status() == 409) {
      throw new RegistryUnavailable("The schema registry refuses the schema of %s as incompatible with an older one of subject %s: %s"
          .formatted(schema.getFullName(), subject, answer.message()));
    }
    return accepted(answer, "register " + schema.getFullName() + " under " + subject).path("id").asInt();
  }

  /** The id of the schema, where the subject holds it. */
  Optional<Integer> find(String subject, Schema schema) {
    var answer = exchange("/subjects/" + encoded(subject), body(schema));
    if (answer.says(SUBJECT_NOT_FOUND) || answer.says(SCHEMA_NOT_FOUND)) {
      return Optional.empty();
    }
    return Optional.of(accepted(answer, "look up " + schema.getFullName() + " under " + subject).path("id").asInt());
  }

  /**
   * The schema of that id, where the registry knows one.
   *
   * @throws BadEvent if it is not an Avro schema that stands for itself
   */
  Optional<Schema> schema(int id) {
    var answer = exchange("/schemas/ids/" + id, null);
    // A 404 without the registry's own code comes from something else at that address.
    if (answer.says(SCHEMA_NOT_FOUND)) {
      return Optional.empty();
    }
    var json = accepted(answer, "give schema " + id);
    var type = json.path("schemaType").asString("AVRO");
    if (!type.equals("AVRO") || !json.path("references").isEmpty()) {
      throw new BadEvent("Schema %d of the value is %s; only Avro schemas without references can be read.".formatted(
          id, type.equals("AVRO") ? "one with references" : "of type " + type));
    }
    try {
      return Optional.of(new Schema.Parser().parse(json.path("schema").asString("")));
    } catch (AvroRuntimeException e) {
      throw new BadEvent("Schema %d of the value is not one that Avro reads.".formatted(id), e);
    }
  }

  @Override
  public void close() {
    http.close();
    if (ssl != null) {
      ssl.close();
    }
  }

  private static String body(Schema schema) {
    return JSON.writeValueAsString(Map.of("schema", schema.toString()));
  }

  private JsonNode accepted(Answer answer, String what) {
    if (answer.status() != 200) {
      throw new RegistryUnavailable("The schema registry did not %s: it answered %d, %s".formatted(what, answer.status(), answer.message()));
    }
    return answer.json();
  }

  private Answer exchange(String path, @Nullable String body) {
    var wait = config.firstWait();
    for (int attempt = 0; ; attempt++) {
      var url = config.urls().get(attempt % config.urls().size());
      var outcome = attempt(URI.create(url + path), body);
      if (outcome instanceof Answer answer && !answer.transientFailure()) {
        return answer;
      }
      if (attempt >= config.retries()) {
        throw switch (outcome) {
          case Answer answer -> new RegistryUnavailable("The schema registry at %s answered %d to %s, %d times."
              .formatted(url, answer.status(), path, attempt + 1));
          case Silence(var cause) -> new RegistryUnavailable("The schema registry at %s does not answer: %s".formatted(url, cause), cause);
        };
      }
      pause(wait);
      wait = longer(wait);
    }
  }

  private Outcome attempt(URI uri, @Nullable String body) {
    var request = HttpRequest.newBuilder(uri).timeout(config.readTimeout()).header("Accept", MEDIA_TYPE);
    if (config.authorization() != null) {
      request.header("Authorization", config.authorization());
    }
    if (body != null) {
      request.header("Content-Type", MEDIA_TYPE).POST(BodyPublishers.ofString(body));
    }
    try {
      return answer(http.send(request.build(), BodyHandlers.ofString()));
    } catch (IOException e) {
      return new Silence(e);
    } catch (InterruptedException e) {
      throw interrupted(e);
    }
  }

  private static Answer answer(HttpResponse<String> response) {
    try {
      return new Answer(response.statusCode(), JSON.readTree(response.body()));
    } catch (JacksonException _) {
      return new Answer(response.statusCode(), JSON.createObjectNode());
    }
  }

  private Duration longer(Duration wait) {
    var doubled = wait.multipliedBy(2);
    return doubled.compareTo(config.longestWait()) > 0 ? config.longestWait() : doubled;
  }

  private static void pause(Duration wait) {
    try {
      Thread.sleep(wait);
    } catch (InterruptedException e) {
      throw interrupted(e);
    }
  }

  private static RegistryUnavailable interrupted(InterruptedException e) {
    Thread.currentThread().interrupt();
    return new RegistryUnavailable("Interrupted while waiting for the schema registry.", e);
  }

  private static String encoded(String subject) {
    return URLEncoder.encode(subject, StandardCharsets.UTF_8).replace("+", "%20");
  }

  private static Map<String, Object> withDefaults(Map<String, Object> ssl) {
    var all = new HashMap<String, Object>(Map.of(
        "ssl.protocol", "TLSv1.3",
        "ssl.enabled.protocols", List.of("TLSv1.2", "TLSv1.3"),
        "ssl.keymanager.algorithm", KeyManagerFactory.getDefaultAlgorithm(),
        "ssl.trustmanager.algorithm", TrustManagerFactory.getDefaultAlgorithm(),
        "ssl.keystore.type", "JKS",
        "ssl.truststore.type", "JKS"));
    all.putAll(ssl);
    return all;
  }

  private sealed interface Outcome {}

  private record Silence(IOException cause) implements Outcome {}

  private record Answer(int status, JsonNode json) implements Outcome {

    boolean transientFailure() {
      return status >= 500 || status == 429 || status == 408;
    }

    boolean says(int errorCode) {
      return status == 404 && json.path("error_code").asInt(0) == errorCode;
    }

    String message() {
      return json.path("message").asString("no message");
    }
  }
}
