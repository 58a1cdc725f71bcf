package io.tributary.local.commands;

import io.tributary.local.process.Children;
import io.tributary.local.stack.Program;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Runs another module's command line in a JVM of its own, with this terminal. */
final class Delegate {

  /** @return its exit code */
  static int run(Where where, String module, String artifact, List<String> arguments) throws IOException, InterruptedException {
    var program = Program.of(Where.home(), module, artifact, where.dataFolder().programs());
    var words = new ArrayList<>(List.of("-Xmx512m", "-cp", program.joinedClasspath(), program.mainClass()));
    words.addAll(arguments);
    return Children.runInForeground(words);
  }

  private Delegate() {}
}
