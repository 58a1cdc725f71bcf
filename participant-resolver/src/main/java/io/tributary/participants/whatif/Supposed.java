package io.tributary.participants.whatif;

import io.tributary.events.Identifier;
import io.tributary.events.IdentifierKind;
import io.tributary.events.MatchValue;
import io.tributary.events.Position;
import io.tributary.events.RecordIdentifier;
import io.tributary.events.RecordState;
import io.tributary.service.web.Problem;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What records are supposed to hold. */
record Supposed(@Nullable List<@Nullable OfRecord> records) {

  static final int MOST_RECORDS = 2_000;

  /** @param companyDomains work domains of a company's record */
  record OfRecord(
      @Nullable Long recordId, @Nullable List<Held> identifiers, @Nullable List<Value> matchValues, @Nullable List<String> companyDomains) {}

  /** @param requires fields that must agree too */
  record Held(String field, String kind, String canonical, @Nullable List<String> requires) {}

  record Value(String field, String value) {}

  /** @throws Problem 422 for what is no state */
  List<RecordState> states(String tenant) {
    if (records == null || records.isEmpty() || records.size() > MOST_RECORDS) {
      throw Problem.invalid("records", "must be a list of 1 to %d".formatted(MOST_RECORDS));
    }
    return records.stream().map(record -> state(tenant, record)).toList();
  }

  private static RecordState state(String tenant, @Nullable OfRecord supposed) {
    if (supposed == null || supposed.recordId() == null) {
      throw Problem.invalid("records", "each names its record_id");
    }
    return RecordState.newBuilder()
        .setTenant(tenant)
        .setRecordId(supposed.recordId())
        .setPipeline("")
        .setPosition(new Position(0L, 0L, 0L))
        .setIdentifiers(orNone(supposed.identifiers()).stream().map(Supposed::identifier).toList())
        .setMatchValues(orNone(supposed.matchValues()).stream().map(value -> new MatchValue(value.field(), value.value())).toList())
        .setCompanyDomains(orNone(supposed.companyDomains()))
        .setFingerprint("")
        .setCommittedAt(Instant.EPOCH)
        .build();
  }

  private static RecordIdentifier identifier(Held held) {
    var kind = Arrays.stream(IdentifierKind.values()).filter(known -> known.name().equals(held.kind())).findFirst()
        .orElseThrow(() -> Problem.invalid("records", "there is no kind of identifier " + held.kind()));
    return new RecordIdentifier(
        held.field(), new Identifier(kind, held.canonical(), held.canonical(), 1, List.of()), orNone(held.requires()));
  }

  private static <T> List<T> orNone(@Nullable List<T> list) {
    return Objects.requireNonNullElse(list, List.of());
  }
}
