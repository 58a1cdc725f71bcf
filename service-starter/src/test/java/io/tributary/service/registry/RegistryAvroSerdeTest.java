package io.tributary.service.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tributary.events.ChangeReason;
import io.tributary.events.Channel;
import io.tributary.events.Identifier;
import io.tributary.events.IdentifierKind;
import io.tributary.events.IdentifiersChanged;
import io.tributary.events.Position;
import io.tributary.events.ProviderWebhook;
import io.tributary.events.SyncReason;
import io.tributary.events.SyncRequested;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.generic.IndexedRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RegistryAvroSerdeTest {

  private static final String TOPIC = "things";

  private final FakeRegistry registry = new FakeRegistry();

  @AfterEach
  void closeRegistry() {
    registry.close();
  }

  @Test
  void aValueComesBackAsItWas() {
    var bytes = serializer(Map.of()).serialize(TOPIC, changed("Zoë"));

    assertThat(bytes).startsWith(0, 0, 0, 0, 1);
    assertThat(deserializer(Map.of()).deserialize(TOPIC, bytes)).isEqualTo(changed("Zoë"));
    assertThat(registry.calls).containsExactly("POST /subjects/things-value/versions", "GET /schemas/ids/1");
  }

  @Test
  void idsAndSchemasAreAskedForOnce() {
    var serializer = serializer(Map.of());
    var deserializer = deserializer(Map.of());

    for (int i = 0; i < 10; i++) {
      deserializer.deserialize(TOPIC, serializer.serialize(TOPIC, changed("x")));
    }

    assertThat(registry.calls).hasSize(2);
  }

  @Test
  void nullStaysNull() {
    assertThat(serializer(Map.of()).serialize(TOPIC, null)).isNull();
    assertThat(deserializer(Map.of()).deserialize(TOPIC, null)).isNull();
  }

  @Test
  void nulCharactersAreLeftOutOfStringsAndMapsButNotOfBytes() {
    // Given
    var webhook = ProviderWebhook.newBuilder()
        .setTenant("ac\0me")
        .setChannel(Channel.EMAIL)
        .setAccount("a")
        .setBody(ByteBuffer.wrap(new byte[] {0, 1}))
        .setHeaders(Map.of("x\0y", "1\0002"))
        .setReceivedAt(Instant.EPOCH)
        .build();

    // When
    var read = (ProviderWebhook) deserializer(Map.of()).deserialize(TOPIC, serializer(Map.of()).serialize(TOPIC, webhook));

    // Then
    assertThat(read.getTenant()).isEqualTo("acme");
    assertThat(read.getHeaders()).containsExactly(Map.entry("xy", "12"));
    assertThat(read.getBody()).isEqualTo(ByteBuffer.wrap(new byte[] {0, 1}));
    assertThat(((GenericRecord) genericDeserializer().deserialize(TOPIC, serializer(Map.of()).serialize(TOPIC, webhook))).get("tenant"))
        .hasToString("acme");
  }

  @Test
  void anOlderWritersValueGetsTheReadersDefaults() {
    // Given: a writer that knew neither force nor requestedBy, and had a field that is gone
    var older = older();
    var old = new GenericData.Record(older);
    old.put("tenant", "acme");
    old.put("recordId", 66L);
    old.put("requestId", "r1");
    old.put("reason", new GenericData.EnumSymbol(older.getField("reason").schema(), "MANUAL"));
    old.put("requestedAt", 1_000_000L);
    old.put("gone", 7);

    // When
    var read = (SyncRequested) deserializer(Map.of()).deserialize(TOPIC, serializer(Map.of()).serialize(TOPIC, old));

    // Then
    assertThat(read.getReason()).isEqualTo(SyncReason.MANUAL);
    assertThat(read.getForce()).isFalse();
    assertThat(read.getRequestedBy()).isNull();
    assertThat(read.getRequestedAt()).isEqualTo(Instant.ofEpochSecond(1));
  }

  @Test
  void withoutAutoRegisterASchemaIsLookedUpAndNeverAdded() {
    var serializer = serializer(Map.of("auto.register.schemas", "false"));

    assertThatThrownBy(() -> serializer.serialize(TOPIC, changed("x")))
        .isInstanceOf(RegistryUnavailable.class)
        .hasMessageContaining("io.tributary.events.IdentifiersChanged")
        .hasMessageContaining("things-value");
    assertThat(registry.schemas).isEmpty();

    registry.schemas.put(41, IdentifiersChanged.getClassSchema().toString());
    assertThat(serializer.serialize(TOPIC, changed("x"))).startsWith(0, 0, 0, 0, 41);
  }

  @Test
  void malformedBytesAreBadEvents() {
    var deserializer = deserializer(Map.of());
    var good = serializer(Map.of()).serialize(TOPIC, changed("x"));

    assertBad(deserializer, new byte[0]);
    assertBad(deserializer, new byte[] {0, 0, 0, 1});
    assertBad(deserializer, new byte[] {1, 0, 0, 0, 1, 2, 2, 2});
    assertBad(deserializer, Arrays.copyOf(good, good.length - 3));
    assertBad(deserializer, Arrays.copyOf(good, good.length + 1));
    // Lengths of two thousand million, which must not be believed
    assertBad(deserializer, new byte[] {0, 0, 0, 0, 1, -2, -1, -1, -1, 15, 1});
  }

  @Test
  void anUnknownIdIsABadEventAndNotAskedForAgainAtOnce() {
    var deserializer = deserializer(Map.of());

    assertBad(deserializer, new byte[] {0, 0, 0, 0, 99, 1});
    assertBad(deserializer, new byte[] {0, 0, 0, 0, 99, 1});

    assertThat(registry.calls).containsExactly("GET /schemas/ids/99");
  }

  @Test
  void aSchemaThatAvroCannotReadMakesABadEvent() {
    registry.schemas.put(7, "{\"type\": \"record\", \"name\": \"no name\", \"fields\": []}");

    assertBad(deserializer(Map.of()), new byte[] {0, 0, 0, 0, 7, 1});
  }

  @Test
  void aValueOfAnotherTypeIsABadEvent() {
    var bytes = serializer(Map.of()).serialize(TOPIC, changed("x"));

    try (var values = AvroValues.with(config(Map.of()))) {
      assertThatThrownBy(() -> values.decode(bytes, SyncRequested.class))
          .isInstanceOf(BadEvent.class)
          .hasMessageContaining("IdentifiersChanged")
          .hasMessageContaining("SyncRequested");
    }
  }

  @Test
  void aRegistryThatFailsIsAskedAgain() {
    registry.failuresToGive = 2;

    assertThat(serializer(Map.of()).serialize(TOPIC, changed("x"))).isNotEmpty();
    assertThat(registry.calls).hasSize(3);
  }

  @Test
  void aRegistryThatGoesOnFailingIsUnavailable() {
    registry.failuresToGive = 100;

    assertThatThrownBy(() -> serializer(Map.of()).serialize(TOPIC, changed("x")))
        .isInstanceOf(RegistryUnavailable.class)
        .hasMessageContaining("503");
    assertThatThrownBy(() -> deserializer(Map.of("schema.registry.url", "http://127.0.0.1:1")).deserialize(TOPIC, new byte[] {0, 0, 0, 0, 1, 1}))
        .isInstanceOf(RegistryUnavailable.class)
        .hasMessageContaining("does not answer");
  }

  @Test
  void aPageNotFoundOfSomethingElseIsNotAnUnknownId() {
    registry.failuresToGive = 1;
    registry.failureStatus = 404;

    assertThatThrownBy(() -> deserializer(Map.of()).deserialize(TOPIC, new byte[] {0, 0, 0, 0, 1, 1})).isInstanceOf(RegistryUnavailable.class);
  }

  @Test
  void theNextAddressIsTriedWhereTheFirstIsAway() {
    var both = Map.<String, Object>of("schema.registry.url", List.of("http://127.0.0.1:1", registry.url()));

    assertThat(serializer(both).serialize(TOPIC, changed("x"))).isNotEmpty();
  }

  @Test
  void basicAuthenticationIsSent() {
    registry.expectedAuthorization = "Basic YW5uOnNlY3JldA==";

    assertThat(serializer(Map.of("basic.auth.credentials.source", "USER_INFO", "basic.auth.user.info", "ann:secret"))
        .serialize(TOPIC, changed("x"))).isNotEmpty();
    assertThat(serializer(Map.of("schema.registry.url", registry.url().replace("http://", "http://ann:secret@")))
        .serialize(TOPIC, changed("x"))).isNotEmpty();
    assertThatThrownBy(() -> serializer(Map.of()).serialize(TOPIC, changed("x")))
        .isInstanceOf(RegistryUnavailable.class)
        .hasMessageContaining("401");
  }

  @Test
  void aValueThatDoesNotFitItsSchemaIsABadEvent() {
    assertThatThrownBy(() -> serializer(Map.of()).serialize(TOPIC, new SyncRequested()))
        .isInstanceOf(BadEvent.class)
        .hasMessageContaining("SyncRequested");
  }

  private static void assertBad(RegistryAvroDeserializer deserializer, byte[] bytes) {
    assertThatThrownBy(() -> deserializer.deserialize(TOPIC, bytes)).isInstanceOf(BadEvent.class);
  }

  private RegistryAvroSerializer serializer(Map<String, ?> more) {
    var serializer = new RegistryAvroSerializer();
    serializer.configure(config(more), false);
    return serializer;
  }

  private RegistryAvroDeserializer deserializer(Map<String, ?> more) {
    var deserializer = new RegistryAvroDeserializer();
    deserializer.configure(config(more), false);
    return deserializer;
  }

  private RegistryAvroDeserializer genericDeserializer() {
    return deserializer(Map.of("specific.avro.reader", "false"));
  }

  private Map<String, Object> config(Map<String, ?> more) {
    var config = new HashMap<String, Object>(Map.of(
        "schema.registry.url", registry.url(), "specific.avro.reader", true, "retries.wait.ms", 1, "retries.max.wait.ms", 1));
    config.putAll(more);
    return config;
  }

  private static Schema older() {
    return SchemaBuilder.record("SyncRequested").namespace("io.tributary.events").fields()
        .requiredString("tenant")
        .requiredLong("recordId")
        .requiredString("requestId")
        .name("reason").type().enumeration("SyncReason").symbols("MANUAL", "SCHEDULED").noDefault()
        .requiredLong("requestedAt")
        .requiredInt("gone")
        .endRecord();
  }

  private static IndexedRecord changed(String raw) {
    return IdentifiersChanged.newBuilder()
        .setTenant("acme")
        .setRecordId(66)
        .setChannel(Channel.EMAIL)
        .setPosition(new Position(1_800_000_000L, 1L, 1L))
        .setReason(ChangeReason.CREATED)
        .setCurrent(List.of(Identifier.newBuilder()
            .setKind(IdentifierKind.EMAIL)
            .setRaw(raw)
            .setCanonical(raw)
            .setCanonicalVersion(1)
            .setSearchForms(List.of(raw))
            .build()))
        .setFingerprint("f")
        .setCommittedAt(Instant.parse("2026-11-21T10:15:30.123456Z"))
        .build();
  }
}
