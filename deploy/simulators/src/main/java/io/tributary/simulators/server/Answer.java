package io.tributary.simulators.server;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/** What goes back: status, headers, body. */
public record Answer(int status, String contentType, byte[] body, Map<String, String> headers) {

  private static final JsonMapper JSON = JsonMapper.shared();

  public static Answer ok(Object json) {
    return json(200, json);
  }

  public static Answer json(int status, Object json) {
    return new Answer(status, "application/json", JSON.writeValueAsBytes(json), Map.of());
  }

  public static Answer text(int status, String text) {
    return new Answer(status, "text/plain; charset=utf-8", text.getBytes(StandardCharsets.UTF_8), Map.of());
  }

  public static Answer bytes(String contentType, byte[] body) {
    return new Answer(200, contentType, body, Map.of());
  }
}
