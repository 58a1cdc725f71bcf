package io.tributary.service.kafka;

import io.tributary.service.registry.BadEvent;
import io.tributary.service.registry.RegistryUnavailable;
import java.sql.SQLException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

/**
 * Why an event failed, for logs and dead letters. Messages of foreign exceptions are left out: PostgreSQL's name the values that collide.
 *
 * @param type simple name of the exception's class
 */
record Reason(String type, String sentence) {

  private static final String OURS = "io.tributary.";

  static Reason of(Throwable failure) {
    var sql = Verdict.sqlFailure(failure);
    if (sql != null) {
      return new Reason(sql.getClass().getSimpleName(), sentence(sql));
    }
    return switch (failure) {
      case UnprocessableEvent e -> ofOurs(e);
      case BadEvent e -> ofOurs(e);
      case RegistryUnavailable e -> ofOurs(e);
      case PublishFailed e -> ofOurs(e);
      case Throwable e -> new Reason(e.getClass().getSimpleName(), e.getClass().getName() + place(e) + ".");
    };
  }

  private static Reason ofOurs(Throwable failure) {
    return new Reason(failure.getClass().getSimpleName(), String.valueOf(failure.getMessage()));
  }

  private static String sentence(SQLException failure) {
    var sentence = new StringBuilder("The database answered SQLSTATE ").append(failure.getSQLState());
    if (failure instanceof PSQLException postgres && postgres.getServerErrorMessage() instanceof ServerErrorMessage server) {
      append(sentence, ", table ", server.getTable());
      append(sentence, ", column ", server.getColumn());
      append(sentence, ", constraint ", server.getConstraint());
    }
    return sentence.append('.').toString();
  }

  private static void append(StringBuilder sentence, String label, @Nullable String name) {
    if (name != null) {
      sentence.append(label).append(name);
    }
  }

  private static String place(Throwable failure) {
    var frames = failure.getStackTrace();
    return Arrays.stream(frames)
        .filter(frame -> frame.getClassName().startsWith(OURS))
        .findFirst()
        .or(() -> Arrays.stream(frames).findFirst())
        .map(frame -> " at " + frame.getClassName() + "." + frame.getMethodName() + ":" + frame.getLineNumber())
        .orElse("");
  }
}
