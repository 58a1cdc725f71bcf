package io.tributary.simulators.salesforce.http;

import io.tributary.simulators.salesforce.query.Found;
import io.tributary.simulators.salesforce.query.RunSoql;
import io.tributary.simulators.salesforce.soql.Path;
import io.tributary.simulators.salesforce.soql.Soql;
import io.tributary.simulators.salesforce.soql.SoqlRefused;
import java.time.Instant;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Makes a job of what was asked for, if it is one that the Bulk API takes. */
final class CreateJob {

  private static final Set<String> UNSUPPORTED = Set.of("taskwhorelation", "eventwhorelation", "taskrelation", "eventrelation");

  /** The request's body. */
  record Body(
      @Nullable String operation, @Nullable String query, @Nullable String contentType, @Nullable String columnDelimiter,
      @Nullable String lineEnding) {}

  private final RunSoql runSoql;

  CreateJob(RunSoql runSoql) {
    this.runSoql = runSoql;
  }

  QueryJob of(Body body, String version, String id, Instant at, QueryJob.@Nullable Failure failure) {
    if (body.query() == null || body.operation() == null || !Set.of("query", "queryAll").contains(body.operation())) {
      throw Errors.refused(400, "INVALIDJOB", "A job needs a query and the operation query or queryAll.");
    }
    var delimiter = body.columnDelimiter() == null ? "COMMA" : body.columnDelimiter();
    if (!WriteCsv.isDelimiter(delimiter)) {
      throw Errors.refused(400, "INVALIDJOB", "Unknown columnDelimiter: " + delimiter);
    }
    var soql = Soql.parse(body.query());
    checkSupported(soql);
    if (!(runSoql.run(soql, body.operation().equals("queryAll")) instanceof Found.Listed found)) {
      throw unsupported();
    }
    var asked = new QueryJob.Asked(
        body.operation(), found.sheet().name(), delimiter, body.lineEnding() == null ? "LF" : body.lineEnding(), version);
    return new QueryJob(id, asked, found, at, failure);
  }

  private static void checkSupported(Soql soql) {
    if (UNSUPPORTED.contains(soql.from().toLowerCase(Locale.ROOT))) {
      throw new SoqlRefused("INVALIDENTITY", "Entity '%s' is not supported by the Bulk API.".formatted(soql.from()));
    }
    if (soql.isCount() || soql.isGrouped() || soql.offset() > 0) {
      throw unsupported();
    }
    if (soql.select().stream().anyMatch(column -> column.expression() instanceof Path(var name) && name.endsWith("Address"))) {
      throw new SoqlRefused("API_ERROR", "Selecting compound data not supported in Bulk Query");
    }
  }

  private static SoqlRefused unsupported() {
    return new SoqlRefused("API_ERROR", "GROUP BY, OFFSET and aggregate functions are not supported in Bulk Query");
  }
}
