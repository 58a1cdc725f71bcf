package io.tributary.service.database;

import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.core.env.Environment;

/** Says what to do where a service ends because it has no database, instead of a hundred lines of stack trace. */
final class NoDatabase extends AbstractFailureAnalyzer<SQLException> {

  private final Environment environment;

  NoDatabase(Environment environment) {
    this.environment = environment;
  }

  @Override
  protected @Nullable FailureAnalysis analyze(Throwable rootFailure, SQLException cause) {
    // What follows a question mark may be a password.
    var url = environment.getProperty("spring.datasource.url", "(spring.datasource.url is not set)").replaceFirst("\\?.*", "");
    return switch (kind(cause.getSQLState())) {
      case "08", "57" -> new FailureAnalysis("The database at %s does not answer: %s".formatted(url, cause.getMessage()),
          "Start it, or correct DATABASE_URL. The service waits for its database for five minutes (spring.flyway.connect-retries).", rootFailure);
      case "28" -> new FailureAnalysis("The database at %s refuses the login: %s".formatted(url, cause.getMessage()),
          "Correct DATABASE_USER, DATABASE_PASSWORD, DATABASE_OWNER_USER and DATABASE_OWNER_PASSWORD.", rootFailure);
      case "3D" -> new FailureAnalysis("There is no such database: " + url,
          "Create it with its roles, as deploy/local's README says, or correct DATABASE_URL.", rootFailure);
      default -> null;
    };
  }

  /** The class of an SQLSTATE. */
  private static String kind(@Nullable String state) {
    return state == null || state.length() < 2 ? "" : state.substring(0, 2);
  }
}
