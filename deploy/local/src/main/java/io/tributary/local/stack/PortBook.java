package io.tributary.local.stack;

import io.tributary.local.process.Ports;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** The port of each process: the one of last time, else the usual one; the next free one if that is taken. */
public final class PortBook {

  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final Ports ports = new Ports();
  private final Path file;
  private final Map<String, Integer> chosen;

  public PortBook(Path file) throws IOException {
    this.file = file;
    this.chosen = Files.exists(file)
        ? new TreeMap<>(JSON.readValue(Files.readString(file), new TypeReference<Map<String, Integer>>() {}))
        : new TreeMap<>();
  }

  /** @param usual the port to begin with when there was none before */
  public int portOf(String name, int usual) throws IOException {
    var port = ports.from(chosen.getOrDefault(name, usual));
    chosen.put(name, port);
    Files.writeString(file, JSON.writerWithDefaultPrettyPrinter().writeValueAsString(chosen) + System.lineSeparator());
    return port;
  }

  public Map<String, Integer> chosen() {
    return Map.copyOf(chosen);
  }
}
