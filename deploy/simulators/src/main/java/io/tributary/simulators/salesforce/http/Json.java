package io.tributary.simulators.salesforce.http;

import io.tributary.simulators.server.Request;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Bodies of requests. */
final class Json {

  private static final JsonMapper MAPPER = JsonMapper.builder().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES).build();

  static <T> T body(Request request, Class<T> type) {
    try {
      var body = MAPPER.readValue(request.body().length == 0 ? new byte[] {'{', '}'} : request.body(), type);
      if (body == null) {
        throw Errors.invalid("The body is null.");
      }
      return body;
    } catch (JacksonException e) {
      throw Errors.invalid("The body is no JSON of the right form: " + e.getOriginalMessage());
    }
  }

  /** The record with what the body says in place of what it held. */
  static Behaviour changed(Behaviour before, Request request) {
    try {
      var merged = (ObjectNode) MAPPER.valueToTree(before);
      merged.setAll((ObjectNode) MAPPER.readTree(request.body()));
      return MAPPER.treeToValue(merged, Behaviour.class);
    } catch (JacksonException | ClassCastException e) {
      throw new IllegalArgumentException("No behaviour: " + e.getMessage(), e);
    }
  }

  private Json() {}
}
