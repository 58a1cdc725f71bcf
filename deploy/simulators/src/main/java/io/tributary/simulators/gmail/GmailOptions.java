package io.tributary.simulators.gmail;

import java.nio.file.Path;

/**
 * How Gmail's double is run.
 *
 * @param port 0: any
 * @param mail a folder of mailboxes
 */
public record GmailOptions(int port, Path mail) {

  public static GmailOptions over(Path mail) {
    return new GmailOptions(0, mail);
  }
}
