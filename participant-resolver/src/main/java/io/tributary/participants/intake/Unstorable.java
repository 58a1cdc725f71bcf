package io.tributary.participants.intake;

import java.sql.SQLException;
import java.util.Set;
import tools.jackson.core.JacksonException;

/** Tells a message that can never be stored from an outage, after which it can be. */
final class Unstorable {

  /** SQLSTATE classes that speak of the data: cardinality, data exception, integrity, check option, limits. As for what a topic brings. */
  private static final Set<String> OF_THE_DATA = Set.of("21", "22", "23", "44", "54");

  /**
   * Why the data is at fault, without the data: what the database says names values.
   *
   * @throws RuntimeException the failure itself, where it speaks of anything else
   */
  static String reasonOf(RuntimeException failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof SQLException sql && sql.getSQLState() != null && OF_THE_DATA.contains(sql.getSQLState().substring(0, 2))) {
        return "the database answered SQLSTATE " + sql.getSQLState();
      }
      if (cause instanceof JacksonException) {
        return "it cannot be read, " + cause.getClass().getSimpleName();
      }
    }
    throw failure;
  }

  /** It broke a constraint, perhaps only since another transaction wrote at the same time. */
  static boolean mayHaveCollided(RuntimeException failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof SQLException sql && sql.getSQLState() != null) {
        return sql.getSQLState().startsWith("23");
      }
    }
    return false;
  }

  private Unstorable() {}
}
