package io.tributary.records.imports;

import tools.jackson.databind.node.ObjectNode;

/** One line of a file: a record to be, or the reason why it is none. */
sealed interface Line {

  long number();

  record Readable(long number, String externalId, ObjectNode data) implements Line {}

  record Unreadable(long number, String reason) implements Line {}
}
