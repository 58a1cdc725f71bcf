package io.tributary.participants.privacy;

import io.tributary.events.ErasedIdentifier;
import io.tributary.events.IdentifierKind;
import io.tributary.events.Keys;
import io.tributary.events.PersonErased;
import io.tributary.events.Topics;
import io.tributary.participants.jooq.tables.records.ErasuresRecord;
import io.tributary.service.kafka.Outgoing;
import java.util.List;
import java.util.stream.IntStream;

/** An erasure as the other services are told of it. */
final class ErasureEvent {

  static Outgoing<PersonErased> of(ErasuresRecord row) {
    return Outgoing.of(Topics.PRIVACY_ERASURES, Keys.of(row.getTenant(), row.getId()), PersonErased.newBuilder()
        .setTenant(row.getTenant())
        .setErasureId(row.getId().toString())
        .setIdentifiers(identifiers(row.getKinds(), row.getIdentifiers()))
        .setRecordIds(List.of(row.getRecordIds()))
        .setFromRecords(row.getFromRecords())
        .setErasedAt(row.getErasedAt().toInstant())
        .build());
  }

  private static List<ErasedIdentifier> identifiers(String[] kinds, String[] values) {
    return IntStream.range(0, kinds.length)
        .mapToObj(i -> ErasedIdentifier.newBuilder().setKind(IdentifierKind.valueOf(kinds[i])).setCanonical(values[i]).build())
        .toList();
  }

  private ErasureEvent() {}
}
