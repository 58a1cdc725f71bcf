package io.tributary.records.profile;

import static io.tributary.records.jooq.Tables.RECORD_PROFILES;

import io.tributary.identifiers.EmailAddresses;
import io.tributary.identifiers.Identification;
import io.tributary.identifiers.Identification.Identified;
import io.tributary.identifiers.Identification.NotAnIdentifier;
import io.tributary.identifiers.LinkedInProfiles;
import io.tributary.identifiers.PhoneNumbers;
import io.tributary.records.changes.DuplicateRules;
import io.tributary.records.pipeline.Pipeline;
import io.tributary.records.pipeline.Pipelines;
import io.tributary.records.record.Records;
import io.tributary.service.database.Database;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** Reads a record's profile. It is worked out at every read, so it cannot be out of date. */
@Component
public class ReadProfile {

  private static final Map<String, String> CHANNEL_OF = Map.of("email", "email", "phone", "whatsapp", "url", "linkedin");

  private final Database database;
  private final Records records;
  private final Pipelines pipelines;

  ReadProfile(Database database, Records records, Pipelines pipelines) {
    this.database = database;
    this.records = records;
    this.pipelines = pipelines;
  }

  /** @throws io.tributary.service.web.Problem 404 if the tenant has no such record */
  Profile of(String tenant, long recordId) {
    var record = records.byId(tenant, recordId);
    var pipeline = pipelines.byName(tenant, record.pipeline()).orElseThrow();
    var settings = database.inTenant(tenant, db -> db.selectFrom(RECORD_PROFILES)
        .where(RECORD_PROFILES.TENANT.eq(tenant)).and(RECORD_PROFILES.RECORD_ID.eq(recordId)).fetchOptional());
    var identifiers = identifiers(pipeline, record.data());
    var rejected = rejected(pipeline, record.data());
    return new Profile(recordId, identifiers, rejected,
        settings.map(row -> row.getAutoSyncEnabled()).orElse(true),
        settings.map(row -> row.getSyncFrequencyHours()).orElse(null),
        settings.map(row -> row.getNextSyncAt()).orElse(null));
  }

  /** The channels on which the record holds an identifier that its pipeline's rules name. */
  public List<String> syncedChannels(String tenant, long recordId) {
    return of(tenant, recordId).identifiers().entrySet().stream()
        .filter(channel -> channel.getValue().stream().anyMatch(Profile.Known::triggersSync))
        .map(Map.Entry::getKey)
        .toList();
  }

  /** As {@link #syncedChannels(String, long)}, of a record whose data is at hand. */
  public static List<String> syncedChannels(Pipeline pipeline, JsonNode data) {
    return identifiers(pipeline, data).entrySet().stream()
        .filter(channel -> channel.getValue().stream().anyMatch(Profile.Known::triggersSync))
        .map(Map.Entry::getKey)
        .toList();
  }

  private static Map<String, List<Profile.Known>> identifiers(Pipeline pipeline, JsonNode data) {
    var identifiers = new LinkedHashMap<String, List<Profile.Known>>();
    List.of("email", "whatsapp", "linkedin").forEach(channel -> identifiers.put(channel, new ArrayList<>()));
    for (var field : pipeline.fields()) {
      for (var identification : identifications(field, data)) {
        if (identification instanceof Identified(var identifier)) {
          identifiers.getOrDefault(CHANNEL_OF.get(field.type()), List.of()).add(new Profile.Known(
              field.name(), identifier.getRaw(), identifier.getCanonical(), identifier.getSearchForms(), triggers(pipeline, field)));
        }
      }
    }
    return identifiers;
  }

  private static List<Profile.Rejected> rejected(Pipeline pipeline, JsonNode data) {
    var rejected = new ArrayList<Profile.Rejected>();
    for (var field : pipeline.fields()) {
      for (var identification : identifications(field, data)) {
        if (identification instanceof NotAnIdentifier(var raw, var reason)) {
          rejected.add(new Profile.Rejected(field.name(), raw, reason));
        }
      }
    }
    return rejected;
  }

  private static List<Identification> identifications(Pipeline.Field field, JsonNode data) {
    var node = data.path(field.name());
    var texts = (node.isArray() ? node.valueStream() : Stream.of(node)).filter(JsonNode::isString).map(JsonNode::asString);
    return texts.filter(text -> !text.isBlank()).flatMap(text -> identify(field, text).stream()).toList();
  }

  private static Optional<Identification> identify(Pipeline.Field field, String text) {
    return switch (field.type()) {
      case "email" -> Optional.of(EmailAddresses.identify(text));
      case "phone" -> Optional.of(PhoneNumbers.identify(text, field.region()));
      // A url field may hold any address; only what parses as a profile identifies, and the rest is nothing to report.
      case "url" -> Optional.of(LinkedInProfiles.identify(text)).filter(Identified.class::isInstance);
      default -> Optional.empty();
    };
  }

  private static boolean triggers(Pipeline pipeline, Pipeline.Field field) {
    return pipeline.syncTriggers().contains(field.name()) || DuplicateRules.alternatives(pipeline.duplicateRules()).stream().anyMatch(alternative -> alternative.contains(field.name()));
  }
}
