package io.tributary.service.registry;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import tools.jackson.databind.json.JsonMapper;

/** As much of the schema registry's API as a serde calls, with a log of calls and answers that can be turned to failures. */
final class FakeRegistry implements AutoCloseable {

  private static final JsonMapper JSON = JsonMapper.builder().build();

  final List<String> calls = new ArrayList<>();
  final Map<Integer, String> schemas = new ConcurrentHashMap<>();
  volatile int failuresToGive;
  volatile int failureStatus = 503;
  volatile String expectedAuthorization = "";

  private final HttpServer server;

  FakeRegistry() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.createContext("/", this::handle);
    server.start();
  }

  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  private synchronized void handle(HttpExchange exchange) throws IOException {
    var path = exchange.getRequestURI().getPath();
    var call = exchange.getRequestMethod() + " " + path;
    calls.add(call);
    var body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    var authorization = exchange.getRequestHeaders().getFirst("Authorization");
    if (failuresToGive > 0) {
      failuresToGive--;
      answer(exchange, failureStatus, "<html>no</html>");
    } else if (!expectedAuthorization.isEmpty() && !expectedAuthorization.equals(authorization)) {
      answer(exchange, 401, "{\"error_code\": 401, \"message\": \"who are you\"}");
    } else if (path.startsWith("/schemas/ids/")) {
      var schema = schemas.get(Integer.parseInt(path.substring(path.lastIndexOf('/') + 1)));
      answer(exchange, schema == null ? 404 : 200, schema == null
          ? "{\"error_code\": 40403, \"message\": \"Schema not found\"}"
          : JSON.writeValueAsString(Map.of("schema", schema)));
    } else if (call.startsWith("POST /subjects/")) {
      var schema = JSON.readTree(body).path("schema").asString();
      var id = schemas.entrySet().stream().filter(each -> each.getValue().equals(schema)).map(Map.Entry::getKey).findFirst();
      if (id.isEmpty() && !path.endsWith("/versions")) {
        answer(exchange, 404, "{\"error_code\": 40403, \"message\": \"Schema not found\"}");
      } else {
        int given = id.orElse(schemas.size() + 1);
        schemas.put(given, schema);
        answer(exchange, 200, "{\"id\": " + given + "}");
      }
    } else {
      answer(exchange, 404, "not here");
    }
  }

  private static void answer(HttpExchange exchange, int status, String body) throws IOException {
    var bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
