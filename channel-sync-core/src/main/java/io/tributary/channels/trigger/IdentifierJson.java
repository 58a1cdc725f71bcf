package io.tributary.channels.trigger;

import io.tributary.channels.SoughtIdentifier;
import java.util.List;
import org.jooq.JSONB;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Identifiers as the column {@code sync_state.identifiers} holds them. */
public final class IdentifierJson {

  private static final JsonMapper JSON = JsonMapper.shared();
  private static final TypeReference<List<SoughtIdentifier>> LIST = new TypeReference<>() {};

  public static JSONB write(List<SoughtIdentifier> identifiers) {
    return JSONB.valueOf(JSON.writeValueAsString(identifiers));
  }

  public static List<SoughtIdentifier> read(JSONB json) {
    return JSON.readValue(json.data(), LIST);
  }

  private IdentifierJson() {}
}
