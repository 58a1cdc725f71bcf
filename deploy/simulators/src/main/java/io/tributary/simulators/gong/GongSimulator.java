package io.tributary.simulators.gong;

import io.tributary.simulators.people.SamplePeople;
import io.tributary.simulators.server.Answer;
import io.tributary.simulators.server.ApiServer;
import io.tributary.simulators.server.Calls;
import io.tributary.simulators.server.Fault;
import io.tributary.simulators.server.Faults;
import io.tributary.simulators.server.Paging;
import io.tributary.simulators.server.Refused;
import io.tributary.simulators.server.Request;
import io.tributary.simulators.server.Route;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Base64;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Gong's API on this machine: 100 calls a page, 404 where a period has none, cursors that can be made to expire. */
public final class GongSimulator implements AutoCloseable {

  public static final String ACCESS_KEY = "key";
  public static final String ACCESS_KEY_SECRET = "secret";
  private static final int PAGE = 100;
  private static final String HOST = "host@ours.example";

  private final ApiServer server;
  private final List<GongCall> calls = new CopyOnWriteArrayList<>();
  private volatile boolean expired;

  private GongSimulator(int port, int calls) {
    var people = SamplePeople.all();
    var now = Instant.now();
    for (int i = 0; i < calls; i++) {
      var theirs = List.of(people.get(i % people.size()), people.get((i * 7 + 3) % people.size()));
      add(new GongCall(String.valueOf(7_000_000_000_000_000_000L + i), "Call %d".formatted(i), now.minus(Duration.ofHours(3L * i + 2)), 1800, HOST, theirs));
    }
    this.server = ApiServer.start(port, new ApiServer.Api(routes(), GongSimulator::mustKnow, _ -> error(404, "Not found"),
        _ -> error(500, "Internal error"), List.of()));
    server.faults().speak(_ -> null, GongSimulator::error, new Paging(
        GongSimulator::cursorOf, List.of("calls"), (page, cursor) -> page.withObject("/records").put("cursor", cursor), cursor(0)));
  }

  /** @param calls of the last days, one every three hours, with people of the sample */
  public static GongSimulator start(int port, int calls) {
    return new GongSimulator(port, calls);
  }

  public URI uri() {
    return server.uri();
  }

  public Calls calls() {
    return server.calls();
  }

  public void breakWith(Fault fault) {
    server.breakWith(fault);
  }

  /** What can be asked to go wrong, also by {@code /_control/faults}. */
  public Faults faults() {
    return server.faults();
  }

  public void add(GongCall call) {
    calls.removeIf(known -> known.id().equals(call.id()));
    calls.add(call);
  }

  /** Every cursor that was given so far is dead; the next ones live. */
  public void expireCursors() {
    expired = true;
  }

  private List<Route> routes() {
    return List.of(
        Route.of("GET", "/v2/calls", request -> page(
            request.query().get("fromDateTime"), request.query().get("toDateTime"), request.query().get("cursor"), null, GongCall::metaData)),
        Route.of("POST", "/v2/calls/extensive", request -> {
          var body = JsonMapper.shared().readTree(request.body());
          var filter = body.path("filter");
          return page(text(filter, "fromDateTime"), text(filter, "toDateTime"), text(body, "cursor"), ids(filter), GongCall::extensive);
        }));
  }

  private Answer page(
      @Nullable String from, @Nullable String to, @Nullable String cursor, @Nullable List<String> ids, Function<GongCall, Object> view) {
    var begin = instant(from, Instant.EPOCH);
    var end = instant(to, Instant.MAX);
    var found = calls.stream()
        .filter(call -> ids == null || ids.contains(call.id()))
        .filter(call -> !call.started().isBefore(begin) && call.started().isBefore(end))
        .sorted(Comparator.comparing(GongCall::started))
        .toList();
    if (found.isEmpty()) {
      return error(404, "No calls found corresponding to the provided filters");
    }
    int offset = offset(cursor);
    int until = Math.min(found.size(), offset + PAGE);
    var records = new LinkedHashMap<String, Object>(Map.of(
        "totalRecords", found.size(), "currentPageSize", until - offset, "currentPageNumber", offset / PAGE));
    if (until < found.size()) {
      records.put("cursor", cursor(until));
    }
    return Answer.ok(Map.of("requestId", "sim", "records", records, "calls", found.subList(offset, until).stream().map(view).toList()));
  }

  private static String cursor(int offset) {
    return Base64.getUrlEncoder().encodeToString(("at:" + offset).getBytes(StandardCharsets.UTF_8));
  }

  private static @Nullable String cursorOf(Request request) {
    return request.body().length == 0 ? request.query().get("cursor") : text(JsonMapper.shared().readTree(request.body()), "cursor");
  }

  private int offset(@Nullable String cursor) {
    if (cursor == null) {
      return 0;
    }
    if (expired) {
      expired = false;
      throw new Refused(error(400, "cursor has expired"));
    }
    try {
      return Integer.parseInt(new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8).substring(3));
    } catch (IllegalArgumentException | IndexOutOfBoundsException _) {
      throw new Refused(error(400, "Invalid cursor"));
    }
  }

  private static void mustKnow(Request request) {
    var expected = "Basic " + Base64.getEncoder().encodeToString((ACCESS_KEY + ':' + ACCESS_KEY_SECRET).getBytes(StandardCharsets.UTF_8));
    if (!expected.equals(request.header("Authorization"))) {
      throw new Refused(error(401, "Access denied"));
    }
  }

  private static Instant instant(@Nullable String text, Instant otherwise) {
    try {
      return text == null ? otherwise : OffsetDateTime.parse(text).toInstant();
    } catch (DateTimeException _) {
      throw new Refused(error(400, "Invalid date"));
    }
  }

  private static @Nullable String text(JsonNode node, String name) {
    return node.path(name).isString() ? node.path(name).stringValue() : null;
  }

  private static @Nullable List<String> ids(JsonNode filter) {
    return filter.path("callIds").isArray() ? filter.path("callIds").valueStream().map(JsonNode::asString).toList() : null;
  }

  private static Answer error(int status, String message) {
    return Answer.json(status, Map.of("requestId", "sim", "errors", List.of(message)));
  }

  @Override
  public void close() {
    server.close();
  }
}
