package io.tributary.service.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tributary.events.SyncReason;
import io.tributary.events.SyncRequested;
import io.tributary.local.TestStack;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.generic.GenericData;
import org.junit.jupiter.api.Test;

/** The serde against a real registry. */
class RegistryIT {

  private final String subject = "registry-it-" + UUID.randomUUID() + "-value";
  private final AvroValues registering = values(true);
  private final AvroValues careful = values(false);

  @Test
  void aRegisteredSchemaIsFoundUnderItsId() {
    var bytes = registering.encode(subject, request());

    assertThat(careful.encode(subject, request())).isEqualTo(bytes);
    assertThat(careful.decode(bytes, SyncRequested.class)).isEqualTo(request());
  }

  @Test
  void aSchemaThatIsNotRegisteredIsWaitedFor() {
    // Neither the subject nor, then, the schema is there
    assertThatThrownBy(() -> careful.encode(subject, request())).isInstanceOf(RegistryUnavailable.class).hasMessageContaining("not registered");

    registering.encode(subject, new GenericData.Record(SchemaBuilder.record("Other").fields().endRecord()));
    assertThatThrownBy(() -> careful.encode(subject, request())).isInstanceOf(RegistryUnavailable.class).hasMessageContaining("not registered");
  }

  @Test
  void anUnknownIdIsABadEvent() {
    assertThatThrownBy(() -> careful.decode(new byte[] {0, 7, 7, 7, 7, 1}, SyncRequested.class))
        .isInstanceOf(BadEvent.class)
        .hasMessageContaining("knows no schema");
  }

  @Test
  void anIncompatibleSchemaIsRefused() {
    registering.encode(subject, request());
    var incompatible = SchemaBuilder.record("SyncRequested").namespace("io.tributary.events").fields().requiredInt("tenant").endRecord();
    var value = new GenericData.Record(incompatible);
    value.put("tenant", 1);

    assertThatThrownBy(() -> registering.encode(subject, value))
        .isInstanceOf(RegistryUnavailable.class)
        .hasMessageContaining("incompatible");
  }

  private static AvroValues values(boolean register) {
    return AvroValues.with(Map.of(
        "schema.registry.url", TestStack.shared().registryUrl(), "auto.register.schemas", register, "retries.wait.ms", 10));
  }

  private static SyncRequested request() {
    return SyncRequested.newBuilder()
        .setTenant("acme")
        .setRecordId(66)
        .setRequestId("r1")
        .setReason(SyncReason.MANUAL)
        .setRequestedAt(Instant.parse("2026-11-21T10:15:30Z"))
        .build();
  }
}
