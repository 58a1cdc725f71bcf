package io.tributary.local.kafka;

import java.nio.file.Files;
import java.nio.file.Path;

/** The broker's own main: formats its folder if that is new, and runs. One JVM start instead of two. */
public final class RunBroker {

  /** @param args the log folder, the cluster's id, the properties file */
  public static void main(String[] args) {
    if (!Files.exists(Path.of(args[0], "meta.properties"))) {
      var code = kafka.tools.StorageTool.execute(
          new String[] {"format", "--cluster-id", args[1], "--config", args[2]}, System.out);
      if (code != 0) {
        System.exit(code);
      }
    }
    kafka.Kafka.main(new String[] {args[2]});
  }

  private RunBroker() {}
}
