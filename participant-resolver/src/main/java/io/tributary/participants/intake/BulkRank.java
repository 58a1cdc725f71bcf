package io.tributary.participants.intake;

import java.util.List;
import java.util.Set;

/** Which class a mail has where its copies show several: the one that says most. Copies may lack headers, and a list adds its own. */
final class BulkRank {

  private static final List<String> RISING = List.of("UNKNOWN", "NONE", "AUTO_REPLY", "BULK", "LIST");
  private static final Set<String> TO_MANY = Set.of("BULK", "LIST");

  /** {@code %s} is a class in SQL. */
  static final String RANK = "array_position(array['" + String.join("', '", RISING) + "'], %s)";

  /** Whether {@code %s} is a class of what is written to many. */
  static final String IS_TO_MANY = "%s in ('" + String.join("', '", TO_MANY) + "')";

  static String higher(String one, String other) {
    return RISING.indexOf(other) > RISING.indexOf(one) ? other : one;
  }

  static boolean isToMany(String bulk) {
    return TO_MANY.contains(bulk);
  }

  private BulkRank() {}
}
