package io.tributary.local.registry;

import io.tributary.events.Topics;
import java.util.Map;
import org.apache.avro.specific.SpecificData;
import tools.jackson.databind.json.JsonMapper;

/** Registers the schema of every topic under "topic-value", as a release does in production. */
public final class RegisterSchemas {

  private static final JsonMapper JSON = JsonMapper.builder().build();

  public static void at(SchemaRegistry registry) {
    for (var topic : Topics.ALL) {
      var schema = SpecificData.get().getSchema(topic.event());
      registry.register(topic.name() + "-value", JSON.writeValueAsString(Map.of("schema", schema.toString())));
    }
  }

  private RegisterSchemas() {}
}
