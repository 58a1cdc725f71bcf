package io.tributary.local.process;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Sends the signals that Java has no word for. */
final class Signals {

  /** To the process and all that it started; one that is gone meanwhile is passed over. */
  static void send(String signal, ProcessHandle process) throws IOException {
    var words = new ArrayList<>(List.of("kill", "-" + signal));
    Stream.concat(Stream.of(process), process.descendants()).map(each -> Long.toString(each.pid())).forEach(words::add);
    try {
      new ProcessBuilder(words).redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD).start().waitFor();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while sending a signal", e);
    }
  }

  private Signals() {}
}
