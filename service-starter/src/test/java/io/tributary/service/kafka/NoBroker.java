package io.tributary.service.kafka;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.tributary.service.registry.AvroValues;
import java.time.InstantSource;
import java.util.Map;

/** For tests of what waits while no broker answers. */
public final class NoBroker {

  public static FencedPublishers publishers(AvroValues values) {
    return new FencedPublishers(
        Map.of("bootstrap.servers", "127.0.0.1:1", "max.block.ms", 200), new EncodeEvent(values, "test", InstantSource.system()),
        new SimpleMeterRegistry(), "test");
  }

  private NoBroker() {}
}
