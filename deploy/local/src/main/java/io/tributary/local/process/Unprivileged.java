package io.tributary.local.process;

import java.util.ArrayList;
import java.util.List;

/** Runs programs that refuse to be root (initdb, postgres) for somebody who is: in a user namespace without a mapping. */
public final class Unprivileged {

  /** The command as it can be run by whoever runs now. */
  public static List<String> command(List<String> words) {
    var all = new ArrayList<>(wrapper());
    all.addAll(words);
    return all;
  }

  static List<String> wrapper() {
    return "root".equals(System.getProperty("user.name")) ? List.of("unshare", "-U") : List.of();
  }

  private Unprivileged() {}
}
