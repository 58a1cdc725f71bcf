package io.tributary.connectors.connection;

import io.tributary.events.Identifier;
import io.tributary.events.IdentifierKind;
import java.util.List;
import org.jooq.JSONB;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** The tenant's own addresses in a connection, as the column {@code connections.own_identifiers} holds them: whole, since they are published. */
final class OwnIdentifiers {

  private record Stored(IdentifierKind kind, String raw, String canonical, int canonicalVersion, List<String> searchForms) {}

  private static final JsonMapper JSON = JsonMapper.shared();
  private static final TypeReference<List<Stored>> LIST = new TypeReference<>() {};

  static JSONB write(List<Identifier> own) {
    return JSONB.valueOf(JSON.writeValueAsString(own.stream()
        .map(it -> new Stored(it.getKind(), it.getRaw(), it.getCanonical(), it.getCanonicalVersion(), it.getSearchForms()))
        .toList()));
  }

  static List<Identifier> read(JSONB json) {
    return JSON.readValue(json.data(), LIST).stream()
        .map(it -> Identifier.newBuilder()
            .setKind(it.kind())
            .setRaw(it.raw())
            .setCanonical(it.canonical())
            .setCanonicalVersion(it.canonicalVersion())
            .setSearchForms(it.searchForms())
            .build())
        .toList();
  }

  private OwnIdentifiers() {}
}
