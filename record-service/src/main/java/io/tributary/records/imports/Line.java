package io.tributary.records.imports;

/** One line of a file: a record to be, or the reason why it is none. */
sealed interface Line {

  long number();

  /** Characters it holds in memory. */
  default int size() {
    return switch (this) {
      case Readable readable -> readable.data().length();
      case Unreadable unreadable -> unreadable.reason().length();
    };
  }

  /** @param data a JSON object */
  record Readable(long number, String externalId, String data) implements Line {}

  record Unreadable(long number, String reason) implements Line {}
}
