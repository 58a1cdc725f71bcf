package io.tributary.simulators;

import java.io.IOException;
import java.nio.file.Path;

/** The mailboxes that come with the program. */
public final class SampleMail {

  /** Their folder; out of a jar they are unpacked first, into a folder that goes with the process. */
  public static Path folder() throws IOException {
    return Samples.mail();
  }

  private SampleMail() {}
}
