package io.tributary.service.outages;

import io.tributary.events.RecordUpsert;
import io.tributary.service.kafka.Upserts;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.avro.JsonProperties;
import org.apache.avro.Schema;
import tools.jackson.databind.json.JsonMapper;

/** A schema of upserts that a newer release registered: a service meets its id for the first time in an event. */
final class LaterSchema {

  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final byte FIRST_OF_THE_UNION = 0;

  private final int id;

  private LaterSchema(int id) {
    this.id = id;
  }

  static LaterSchema registeredAt(String registryUrl) throws Exception {
    var body = JSON.writeValueAsString(Map.of("schema", withOneFieldMore().toString()));
    var request = HttpRequest.newBuilder(URI.create(registryUrl + "/subjects/" + Upserts.TOPIC + "-value/versions"))
        .header("Content-Type", "application/vnd.schemaregistry.v1+json").POST(BodyPublishers.ofString(body)).build();
    try (var http = HttpClient.newHttpClient()) {
      return new LaterSchema(JSON.readTree(http.send(request, BodyHandlers.ofString()).body()).path("id").asInt());
    }
  }

  /** @param value of today's schema */
  byte[] rewritten(byte[] value) {
    return ByteBuffer.allocate(value.length + 1).put(value).put(FIRST_OF_THE_UNION).putInt(1, id).array();
  }

  private static Schema withOneFieldMore() {
    var today = RecordUpsert.getClassSchema();
    var union = Schema.createUnion(Schema.create(Schema.Type.NULL), Schema.create(Schema.Type.STRING));
    var fields = Stream.concat(
        today.getFields().stream().map(field -> new Schema.Field(field, field.schema())),
        Stream.of(new Schema.Field("addedLater", union, "What a later release adds.", JsonProperties.NULL_VALUE))).toList();
    return Schema.createRecord(today.getName(), today.getDoc(), today.getNamespace(), false, fields);
  }
}
