package io.tributary.records;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.service.testing.TestTokens;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Lazy;
import org.springframework.core.env.Environment;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The service over HTTP, as a caller of one tenant. Each {@link #asTenant()} is a tenant of its own, so that tests do not meet. */
@Lazy
public final class Api {

  private static final HttpClient HTTP = HttpClient.newHttpClient();
  private static final JsonMapper JSON = JsonMapper.builder().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS).build();
  private static final AtomicInteger TENANTS = new AtomicInteger();

  private final Environment environment;
  private final String tenant;
  private final @Nullable String token;

  @Autowired
  Api(Environment environment) {
    this(environment, "acme", TestTokens.of("acme"));
  }

  private Api(Environment environment, String tenant, @Nullable String token) {
    this.environment = environment;
    this.tenant = tenant;
    this.token = token;
  }

  /** A caller of a tenant that nobody has used. */
  public Api asTenant() {
    return asTenant("tenant-" + TENANTS.incrementAndGet());
  }

  public Api asTenant(String name) {
    return new Api(environment, name, TestTokens.of(name));
  }

  /** @param other null for none */
  public Api withToken(@Nullable String other) {
    return new Api(environment, tenant, other);
  }

  public String tenant() {
    return tenant;
  }

  /** @param body JSON; a missing node where there is none */
  public record Answer(int status, JsonNode body) {

    /** The body of an answer that must be this. */
    public JsonNode expect(int wanted) {
      assertThat(status).as(body.toString()).isEqualTo(wanted);
      return body;
    }

    /** What a refusal says. */
    public String problem(int wanted) {
      assertThat(expect(wanted).path("status").asInt()).as("a problem: " + body).isEqualTo(wanted);
      return body.path("detail").asString();
    }
  }

  public Answer get(String path) {
    return send(request(path));
  }

  public Answer post(String path, String json) {
    return post(path, "application/json", json.getBytes());
  }

  public Answer post(String path, String type, byte[] body) {
    return send(request(path).header("Content-Type", type).POST(BodyPublishers.ofByteArray(body)));
  }

  public Answer put(String path, String json) {
    return send(request(path).header("Content-Type", "application/json").PUT(BodyPublishers.ofString(json)));
  }

  public Answer patch(String path, String json) {
    return send(request(path).header("Content-Type", "application/json").method("PATCH", BodyPublishers.ofString(json)));
  }

  public Answer delete(String path) {
    return send(request(path).DELETE());
  }

  /** A pipeline of people, with a field of every type, whose address and number identify. @return its id */
  public long people(String name) {
    long id = post("/api/pipelines", """
        {"name": "%s", "fields": [
          {"name": "first_name", "type": "text"}, {"name": "work_email", "type": "email"}, {"name": "other_email", "type": "email"},
          {"name": "phone", "type": "phone", "region": "GB"}, {"name": "linkedin", "type": "url"},
          {"name": "age", "type": "number"}, {"name": "born", "type": "date"}, {"name": "active", "type": "boolean"}]}""".formatted(name))
        .expect(201).path("id").asLong();
    put("/api/pipelines/%d/duplicate-rules".formatted(id), """
        {"operator": "OR", "conditions": [
          {"operator": "AND", "fields": [{"field": "work_email", "match_type": "exact"}]},
          {"operator": "AND", "fields": [{"field": "phone", "match_type": "phone_normalized"}]}]}""").expect(200);
    return id;
  }

  /** @return its id */
  public long record(String pipeline, String data) {
    return post("/api/records", "{\"pipeline\": \"%s\", \"data\": %s}".formatted(pipeline, data)).expect(201).path("id").asLong();
  }

  private HttpRequest.Builder request(String path) {
    var port = environment.getRequiredProperty("local.server.port");
    var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path));
    return token == null ? request : request.header("Authorization", "Bearer " + token);
  }

  private static boolean isJson(HttpResponse<String> answer) {
    return !answer.body().isEmpty() && answer.headers().firstValue("Content-Type").orElse("").contains("json");
  }

  private static Answer send(HttpRequest.Builder request) {
    try {
      var answer = HTTP.send(request.build(), BodyHandlers.ofString());
      return new Answer(answer.statusCode(), isJson(answer) ? JSON.readTree(answer.body()) : JSON.missingNode());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
