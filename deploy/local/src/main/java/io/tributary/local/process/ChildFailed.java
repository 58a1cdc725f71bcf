package io.tributary.local.process;

/** A process of the stack failed: which, how, and what it last said. */
public final class ChildFailed extends RuntimeException {

  private static final int LINES = 30;

  public ChildFailed(ChildProcess child, String how) {
    super("%s %s. The last lines of %s:%n%s".formatted(
        child.name(), how, child.log(), String.join(System.lineSeparator(), child.lastLines(LINES)).indent(2)));
  }
}
