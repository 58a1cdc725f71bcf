package io.tributary.participants;

import io.tributary.events.Identifier;
import io.tributary.events.MatchValue;
import io.tributary.events.Position;
import io.tributary.events.RecordIdentifier;
import io.tributary.events.RecordState;
import io.tributary.identifiers.EmailAddresses;
import io.tributary.identifiers.PhoneNumbers;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A record's state; in the mutable style of builders. */
public final class RecordNow {

  private final long id;
  private long version = 1;
  private String pipeline = "contacts";
  private boolean company;
  private boolean deleted;
  private @Nullable Long mergedInto;
  private final List<RecordIdentifier> identifiers = new ArrayList<>();
  private final List<MatchValue> values = new ArrayList<>();
  private final List<String> domains = new ArrayList<>();

  private RecordNow(long id) {
    this.id = id;
  }

  public static RecordNow record(long id) {
    return new RecordNow(id);
  }

  public RecordNow version(long version) {
    this.version = version;
    return this;
  }

  public RecordNow email(String address) {
    return held("work_email", EmailAddresses.identify(address).found().orElseThrow(), List.of());
  }

  public RecordNow phone(String number) {
    return held("phone", PhoneNumbers.identify(number, "GB").found().orElseThrow(), List.of());
  }

  /** Matched only together with the other fields. */
  public RecordNow emailWith(String address, String... others) {
    return held("work_email", EmailAddresses.identify(address).found().orElseThrow(), List.of(others));
  }

  /** A value that AND rules compare. */
  public RecordNow value(String field, String canonical) {
    values.add(new MatchValue(field, canonical));
    return this;
  }

  public RecordNow company(String... domains) {
    this.pipeline = "companies";
    this.company = true;
    this.domains.addAll(List.of(domains));
    return this;
  }

  public RecordNow deleted() {
    this.deleted = true;
    return this;
  }

  public RecordNow mergedInto(long survivor) {
    this.mergedInto = survivor;
    return this;
  }

  RecordState event(String tenant) {
    return RecordState.newBuilder()
        .setTenant(tenant)
        .setRecordId(id)
        .setPipeline(pipeline)
        .setCompanyPipeline(company)
        .setPosition(new Position(1L, version, 1L))
        .setIdentifiers(identifiers)
        .setMatchValues(values)
        .setCompanyDomains(domains)
        .setDisplayName("Record " + id)
        .setDeleted(deleted)
        .setMergedInto(mergedInto)
        .setFingerprint("v" + version)
        .setCommittedAt(Instant.parse("2026-03-01T00:00:00Z"))
        .build();
  }

  private RecordNow held(String field, Identifier identifier, List<String> requires) {
    identifiers.add(new RecordIdentifier(field, identifier, requires));
    return this;
  }
}
