package io.tributary.connectors.poll;

import io.tributary.events.PollSource;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** The sources that can be polled. */
public final class Connectors {

  private final Map<PollSource, Connector> bySource = new EnumMap<>(PollSource.class);

  public Connectors(List<Connector> connectors) {
    connectors.forEach(connector -> bySource.put(connector.source(), connector));
  }

  public Connector of(PollSource source) {
    var connector = bySource.get(source);
    if (connector == null) {
      throw new IllegalArgumentException("There is no connector for " + source);
    }
    return connector;
  }

  public boolean has(PollSource source) {
    return bySource.containsKey(source);
  }

  public List<PollSource> sources() {
    return List.copyOf(bySource.keySet());
  }
}
