package io.tributary.simulators.unipile;

import java.util.Base64;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** JSON in cursors and request bodies. */
final class Json {

  private static final JsonMapper MAPPER = JsonMapper.builder().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES).build();

  /** Standard Base64 with padding: the official SDK refuses any other. */
  static String cursor(Object position) {
    return Base64.getEncoder().encodeToString(MAPPER.writeValueAsBytes(position));
  }

  static <T> T position(String cursor, Class<T> type) {
    try {
      // A caller that left the cursor unescaped has turned its plus signs into blanks.
      return object(Base64.getDecoder().decode(cursor.replace(' ', '+')), type);
    } catch (IllegalArgumentException | JacksonException _) {
      throw Errors.foreignCursor();
    }
  }

  static <T> T body(byte[] body, Class<T> type) {
    try {
      return object(body, type);
    } catch (IllegalArgumentException | JacksonException _) {
      throw Errors.malformed("The body is no JSON of the right form.");
    }
  }

  private static <T> T object(byte[] json, Class<T> type) {
    var object = MAPPER.readValue(json, type);
    if (object == null) {
      throw new IllegalArgumentException("null");
    }
    return object;
  }

  private Json() {}
}
