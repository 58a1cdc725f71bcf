package io.tributary.simulators.unipile;

import java.util.Locale;

/** How much the answers hold. A client must get along with both. */
public enum Mode {

  /** Only fields and values that the schemas of the official SDK know. */
  SDK_STRICT,

  /** Besides, what the live service has been seen to send. */
  LIVE;

  /** As on the command line: {@code sdk-strict}, {@code live}. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
