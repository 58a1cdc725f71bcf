package io.tributary.simulators.salesforce.http;

import io.tributary.simulators.salesforce.org.SalesforceId;
import io.tributary.simulators.salesforce.query.Found;
import io.tributary.simulators.salesforce.query.RunSoql;
import io.tributary.simulators.salesforce.soql.Soql;
import io.tributary.simulators.salesforce.soql.SoqlRefused;
import io.tributary.simulators.server.Answer;
import io.tributary.simulators.server.Request;
import io.tributary.simulators.server.Route;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** {@code /query} and {@code /queryAll}: pages of at most 2,000 rows, continued by a locator. */
final class QueryApi {

  private static final Pattern BATCH_SIZE = Pattern.compile("batchSize\\s*=\\s*(\\d{1,6})");
  private static final Pattern LOCATOR = Pattern.compile("(01g\\w{15})-(\\d{1,12})");
  private static final int LARGEST = 2000;
  private static final int SMALLEST = 200;

  /** A query that can be continued. */
  private record Open(Found.Listed found, int pageSize) {}

  private final Guard guard;
  private final RunSoql runSoql;
  private final Supplier<Behaviour> behaviour;
  private final Map<String, Open> open = new ConcurrentHashMap<>();
  private final AtomicLong opened = new AtomicLong();

  QueryApi(Guard guard, RunSoql runSoql, Supplier<Behaviour> behaviour) {
    this.guard = guard;
    this.runSoql = runSoql;
    this.behaviour = behaviour;
  }

  List<Route> routes() {
    return List.of(
        guard.route("query", "GET", "/query", request -> first(request, false)),
        guard.route("query", "GET", "/queryAll", request -> first(request, true)),
        guard.route("query.more", "GET", "/query/{locator}", this::more),
        guard.route("query.more", "GET", "/queryAll/{locator}", this::more));
  }

  /** Ends all queries that could be continued. */
  void forgetLocators() {
    open.clear();
  }

  private Answer first(Request request, boolean withDeleted) {
    var statement = request.query().get("q");
    if (statement == null) {
      throw SoqlRefused.malformed("A query string has to be specified");
    }
    var soql = Soql.parse(statement);
    new ActivityRules(behaviour.get()).check(soql, withDeleted);
    return switch (runSoql.run(soql, withDeleted)) {
      case Found.Counted(var count) -> Answer.ok(page(count, List.of(), null));
      case Found.Grouped(var names, var rows) ->
          Answer.ok(page(rows.size(), rows.stream().map(row -> RecordJson.ofGroup(names, row)).toList(), null));
      case Found.Listed found -> {
        var locator = SalesforceId.of("01g", opened.incrementAndGet());
        open.put(locator, new Open(found, pageSize(request)));
        yield page(request, locator, 0);
      }
    };
  }

  private Answer more(Request request) {
    var matcher = LOCATOR.matcher(request.variable("locator"));
    if (!matcher.matches()) {
      throw new SoqlRefused("INVALID_QUERY_LOCATOR", "invalid query locator");
    }
    return page(request, matcher.group(1), Long.parseLong(matcher.group(2)));
  }

  private Answer page(Request request, String locator, long from) {
    var query = open.get(locator);
    if (query == null || from > query.found().matches().count()) {
      throw new SoqlRefused("INVALID_QUERY_LOCATOR", "invalid query locator");
    }
    var records = new ArrayList<Map<String, @Nullable Object>>();
    var version = request.variable("version");
    query.found().matches().read(from, query.pageSize(), row -> records.add(RecordJson.of(version, query.found(), row)));
    var next = from + query.pageSize();
    var total = query.found().matches().count();
    return Answer.ok(page(total, records, next < total ? "/services/data/%s/query/%s-%d".formatted(version, locator, next) : null));
  }

  private static Map<String, Object> page(long total, List<?> records, @Nullable String next) {
    var page = new LinkedHashMap<String, Object>();
    page.put("totalSize", total);
    page.put("done", next == null);
    if (next != null) {
      page.put("nextRecordsUrl", next);
    }
    page.put("records", records);
    return page;
  }

  private static int pageSize(Request request) {
    var options = request.header("Sforce-Query-Options");
    var matcher = BATCH_SIZE.matcher(options == null ? "" : options);
    return matcher.find() ? Math.clamp(Integer.parseInt(matcher.group(1)), SMALLEST, LARGEST) : LARGEST;
  }
}
