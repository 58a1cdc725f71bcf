package io.tributary.service.kafka;

import io.tributary.service.registry.BadEvent;
import io.tributary.service.registry.RegistryUnavailable;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.sql.SQLException;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.NonTransientDataAccessResourceException;
import org.springframework.dao.RecoverableDataAccessException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.transaction.TransactionException;

/** What a failure says: the event is at fault, or something around it is. */
enum Verdict {

  /** The event can never be stored: find the one, and let the others pass. */
  REFUSED,
  /** An outage or a collision: the same events will pass later. */
  WAIT;

  /**
   * SQLSTATE classes that speak of the data: 21 cardinality (two rows of one statement meet, which halving cures), 22 data exception,
   * 23 integrity, 44 check option, 54 limits (a value too long for an index). All others speak of the server, the connection, another
   * transaction (08, 40, 53, 55, 57, …) or of a statement or right that no event brought (42: the migration that is missing).
   */
  private static final Set<String> OF_THE_DATA = Set.of("21", "22", "23", "44", "54");
  private static final String RAISED_BY_A_FUNCTION = "P0001";

  /**
   * The SQLSTATE decides where there is one; else the first cause known to be an outage or a bad value. What is left are programming
   * errors (a NullPointerException): they are REFUSED, because in practice one odd event causes them, and waiting would let it block
   * its partition for good, while a dead letter can be looked at and redriven.
   */
  static Verdict on(Throwable failure) {
    var state = sqlFailure(failure);
    if (state != null) {
      return onSqlState(state.getSQLState());
    }
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      switch (cause) {
        case UnprocessableEvent _, BadEvent _, RecordTooLargeException _, CharacterCodingException _ -> {
          return REFUSED;
        }
        case RegistryUnavailable _, KafkaException _, IOException _, TimeoutException _, InterruptedException _,
            CancellationException _, RejectedExecutionException _, TransactionException _, TransientDataAccessException _,
            RecoverableDataAccessException _, NonTransientDataAccessResourceException _ -> {
          return WAIT;
        }
        default -> {}
      }
    }
    return REFUSED;
  }

  /** Class 23 may be two writers that met: the second attempt finds the other's row. */
  static boolean mayHaveCollided(Throwable failure) {
    var sql = sqlFailure(failure);
    return sql != null && sql.getSQLState() != null && sql.getSQLState().startsWith("23");
  }

  static @Nullable SQLException sqlFailure(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof SQLException sql) {
        return sql;
      }
    }
    return null;
  }

  private static Verdict onSqlState(@Nullable String state) {
    if (state == null || state.length() < 2) {
      return WAIT;
    }
    return OF_THE_DATA.contains(state.substring(0, 2)) || state.equals(RAISED_BY_A_FUNCTION) ? REFUSED : WAIT;
  }
}
