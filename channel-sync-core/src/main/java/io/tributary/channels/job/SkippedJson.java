package io.tributary.channels.job;

import java.util.Map;
import org.jooq.JSONB;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** How many messages were left out, by reason, as the column {@code sync_jobs.skipped_why} holds it. */
final class SkippedJson {

  private static final JsonMapper JSON = JsonMapper.shared();
  private static final TypeReference<Map<String, Long>> MAP = new TypeReference<>() {};

  static JSONB write(Map<String, Long> skipped) {
    return JSONB.valueOf(JSON.writeValueAsString(skipped));
  }

  static Map<String, Long> read(JSONB json) {
    return JSON.readValue(json.data(), MAP);
  }

  private SkippedJson() {}
}
