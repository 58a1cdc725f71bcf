package io.tributary.local.stack;

import io.tributary.local.process.ChildProcess;
import io.tributary.local.process.Children;
import io.tributary.local.process.Command;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * The doubles of the providers, over the mail of one folder.
 *
 * @param uniPileUrl of UniPile's double
 */
public record Simulators(ChildProcess process, String uniPileUrl) {

  public static final String API_KEY = "test-token";
  private static final Duration READY_WITHIN = Duration.ofSeconds(60);

  static Simulators start(Children children, DataFolder folder, Path home, int port, Path mail) throws IOException {
    var program = Program.of(home, "deploy/simulators", "tributary-simulators", folder.programs());
    var process = children.start(Command.java("simulators",
        List.of("-Xmx192m", "-cp", program.joinedClasspath(), program.mainClass(),
            "--port", Integer.toString(port), "--mail", mail.toAbsolutePath().toString()),
        Map.of(), folder.log("simulators")));
    return new Simulators(process, "http://127.0.0.1:" + port);
  }

  public void awaitReady() {
    process.awaitReady(() -> Answers.with200(uniPileUrl + "/_control/calls"), READY_WITHIN);
  }
}
