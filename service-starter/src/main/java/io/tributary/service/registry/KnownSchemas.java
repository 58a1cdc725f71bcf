package io.tributary.service.registry;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.avro.Schema;

/** What the registry said, kept: an id means the same schema for good, and an unknown one is not asked for again for a while. */
final class KnownSchemas {

  /** Short: an id may reach us before a registry's replica knows it. */
  static final Duration UNKNOWN_FOR = Duration.ofSeconds(30);

  private static final int MOST_UNKNOWN = 10_000;

  private final RegistryClient registry;
  private final boolean autoRegister;
  private final InstantSource clock;
  private final Map<Integer, Schema> byId = new ConcurrentHashMap<>();
  private final Map<Integer, Long> unknownUntil = new ConcurrentHashMap<>();
  private final Map<Registered, Integer> ids = new ConcurrentHashMap<>();

  KnownSchemas(RegistryClient registry, boolean autoRegister, InstantSource clock) {
    this.registry = registry;
    this.autoRegister = autoRegister;
    this.clock = clock;
  }

  /** The id the schema has under the subject; registers it where that is allowed. */
  int idOf(String subject, Schema schema) {
    var registered = new Registered(subject, schema);
    var known = ids.get(registered);
    if (known != null) {
      return known;
    }
    int id = autoRegister ? registry.register(subject, schema) : registry.find(subject, schema).orElseThrow(() -> notRegistered(registered));
    ids.put(registered, id);
    return id;
  }

  /** @throws BadEvent if the registry answered that it knows no such id */
  Schema byId(int id) {
    var known = byId.get(id);
    if (known != null) {
      return known;
    }
    var now = clock.millis();
    if (unknownUntil.getOrDefault(id, now) > now) {
      throw unknown(id);
    }
    var schema = registry.schema(id).orElseThrow(() -> remembered(id, now));
    byId.put(id, schema);
    return schema;
  }

  private BadEvent remembered(int id, long now) {
    if (unknownUntil.size() >= MOST_UNKNOWN) {
      unknownUntil.clear();
    }
    unknownUntil.put(id, now + UNKNOWN_FOR.toMillis());
    return unknown(id);
  }

  private static BadEvent unknown(int id) {
    return new BadEvent("The schema registry knows no schema " + id + ".");
  }

  private static RegistryUnavailable notRegistered(Registered wanted) {
    return new RegistryUnavailable("The schema of %s is not registered under subject %s. Register it (a release does), or set auto.register.schemas."
        .formatted(wanted.schema().getFullName(), wanted.subject()));
  }

  private record Registered(String subject, Schema schema) {}
}
