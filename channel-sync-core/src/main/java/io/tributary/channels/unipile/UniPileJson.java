package io.tributary.channels.unipile;

import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** How UniPile's JSON is read, answers and events alike. */
public final class UniPileJson {

  public static final JsonMapper MAPPER = JsonMapper.builder()
      // Live answers hold more than the official schemas know, and numbers and booleans change places.
      .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
      .disable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
      .build();

  private UniPileJson() {}
}
