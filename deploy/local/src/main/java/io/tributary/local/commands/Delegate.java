package io.tributary.local.commands;

import io.tributary.local.process.Children;
import io.tributary.local.stack.PortBook;
import io.tributary.local.stack.Program;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Runs another module's command line in a JVM of its own, with this terminal. */
final class Delegate {

  private static final String BOOTSTRAP_SERVERS = "KAFKA_BOOTSTRAP_SERVERS";

  /** @return its exit code */
  static int run(Where where, String module, String artifact, List<String> arguments) throws IOException, InterruptedException {
    var program = Program.of(Where.home(), module, artifact, where.dataFolder().programs());
    var words = new ArrayList<>(List.of("-Xmx512m", "-cp", program.joinedClasspath(), program.mainClass()));
    words.addAll(arguments);
    return Children.runInForeground(words, environment(where));
  }

  /** Where the local stack's broker was last; what the caller has set counts more. */
  private static Map<String, String> environment(Where where) throws IOException {
    var port = new PortBook(where.dataFolder().ports()).chosen().get("broker");
    return port == null || System.getenv(BOOTSTRAP_SERVERS) != null
        ? Map.of()
        : Map.of(BOOTSTRAP_SERVERS, "127.0.0.1:" + port);
  }

  private Delegate() {}
}
