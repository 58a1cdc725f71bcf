package io.tributary.simulators.slack;

import io.tributary.simulators.server.Answer;
import io.tributary.simulators.server.ApiServer;
import io.tributary.simulators.server.Calls;
import io.tributary.simulators.server.Fault;
import io.tributary.simulators.server.Faults;
import io.tributary.simulators.server.Paging;
import io.tributary.simulators.server.Refused;
import io.tributary.simulators.server.Request;
import io.tributary.simulators.server.Route;
import java.math.BigDecimal;
import java.net.URI;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Slack's Web API on this machine. Errors are answered with 200, as Slack does. */
public final class SlackSimulator implements AutoCloseable {

  static final String TEAM = "T000SIM";
  private static final int RESTRICTED_ROWS = 15;
  private static final BigDecimal END_OF_TIME = new BigDecimal("99999999999");

  private final ApiServer server;
  private final SlackWorkspace workspace;
  private final String token;
  private volatile boolean restricted;

  private SlackSimulator(SlackOptions options) {
    this.workspace = options.export() == null ? SlackWorkspace.sample(Instant.now()) : SlackWorkspace.exported(options.export());
    this.token = options.token();
    this.server = ApiServer.start(options.port(), new ApiServer.Api(
        routes(), this::mustKnow, _ -> error("unknown_method"), _ -> error("fatal_error"), List.of()));
    server.faults().speak(request -> Arguments.of(request).get("channel"), SlackSimulator::asked, Pages.PAGING);
  }

  /** @throws IllegalArgumentException if the folder holds no export */
  public static SlackSimulator start(SlackOptions options) {
    return new SlackSimulator(options);
  }

  /** Without a path; the API is below {@code /api/}. */
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

  /** From now on history and replies give 15 messages a call, whatever limit is asked for. */
  public void restrict() {
    restricted = true;
  }

  public List<String> channels() {
    return workspace.channels().stream().map(SlackChannel::id).toList();
  }

  /**
   * Somebody says something, a second ago: two processors' clocks may differ by milliseconds, and who asks for what was said until now by
   * a clock that is behind gets nothing of this very moment.
   *
   * @return its ts
   */
  public String say(String channel, String user, String text) {
    return say(channel, user, text, null, Instant.now().minusSeconds(1));
  }

  /** Somebody answers in a thread. @return its ts */
  public String say(String channel, String user, String text, @Nullable String thread, Instant when) {
    var ts = ts(when);
    Objects.requireNonNull(workspace.channel(channel), channel).add(SlackMessage.said(ts, user, text, thread));
    return ts;
  }

  public void edit(String channel, String ts, String text) {
    Objects.requireNonNull(workspace.channel(channel), channel).edit(ts, text);
  }

  /** A reply is counted by its parent and not listed in its thread, as if it was lost on the way; null: all are listed. */
  public void keepBack(String channel, @Nullable String ts) {
    Objects.requireNonNull(workspace.channel(channel), channel).keepBack(ts);
  }

  static String ts(Instant instant) {
    return "%d.%06d".formatted(instant.getEpochSecond(), instant.getNano() / 1000);
  }

  private List<Route> routes() {
    return Stream.of("GET", "POST").flatMap(method -> Stream.of(
        Route.of(method, "/api/auth.test", _ -> ok(Map.of(
            "url", "https://sim.slack.com/", "team", "Simulated", "user", "tributary", "team_id", TEAM, "user_id", "U000BOT", "bot_id", "B000"))),
        Route.of(method, "/api/conversations.list", request -> list(Arguments.of(request))),
        Route.of(method, "/api/conversations.history", request -> history(Arguments.of(request))),
        Route.of(method, "/api/conversations.replies", request -> replies(Arguments.of(request))),
        Route.of(method, "/api/users.info", request -> user(Arguments.of(request))))).toList();
  }

  private void mustKnow(Request request) {
    var given = request.header("Authorization");
    if (!("Bearer " + token).equals(given)) {
      throw new Refused(error(given == null ? "not_authed" : "invalid_auth"));
    }
  }

  private Answer list(Arguments arguments) {
    var page = Pages.of(workspace.channels().stream().map(SlackChannel::about).toList(), arguments, 1000, 100);
    return ok(page.as("channels"));
  }

  private Answer history(Arguments arguments) {
    var found = channel(arguments).history(arguments.ts("oldest", BigDecimal.ZERO), arguments.ts("latest", END_OF_TIME));
    return messages(found, arguments);
  }

  private Answer replies(Arguments arguments) {
    var found = channel(arguments).thread(arguments.required("ts"), arguments.ts("oldest", BigDecimal.ZERO));
    return found.isEmpty() ? error("thread_not_found") : messages(found, arguments);
  }

  private Answer messages(List<SlackMessage> found, Arguments arguments) {
    var page = Pages.of(found.stream().map(SlackMessage::fields).toList(), arguments, restricted ? RESTRICTED_ROWS : 999, 100);
    var body = new LinkedHashMap<>(page.as("messages"));
    body.put("has_more", page.next() != null);
    body.put("pin_count", 0);
    return ok(body);
  }

  private Answer user(Arguments arguments) {
    var user = workspace.user(arguments.required("user"));
    return user == null ? error("user_not_found") : ok(Map.of("user", user));
  }

  private SlackChannel channel(Arguments arguments) {
    var channel = workspace.channel(arguments.required("channel"));
    if (channel == null) {
      throw new Refused(error("channel_not_found"));
    }
    return channel;
  }

  private static Answer ok(Map<String, ?> body) {
    var whole = new LinkedHashMap<String, Object>(body);
    whole.put("ok", true);
    return Answer.ok(whole);
  }

  /** All but limits and the server's own failures come as 200. */
  private static Answer asked(int status, String error) {
    return Answer.json(status == 429 || status >= 500 ? status : 200, Map.of("ok", false, "error", error));
  }

  static Answer error(String error) {
    return Answer.ok(Map.of("ok", false, "error", error));
  }

  @Override
  public void close() {
    server.close();
  }
}
