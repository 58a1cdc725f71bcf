package io.tributary.connectors;

import static io.tributary.connectors.calls.PollFailure.ACCESS_DEAD;
import static io.tributary.connectors.calls.PollFailure.CURSOR_EXPIRED;
import static io.tributary.connectors.calls.PollFailure.RATE_LIMITED;
import static io.tributary.connectors.calls.PollFailure.STREAM_CLOSED;
import static io.tributary.connectors.calls.PollFailure.TRANSIENT;
import static io.tributary.connectors.calls.PollFailure.UNREADABLE;
import static io.tributary.connectors.jooq.Tables.BUDGETS;
import static io.tributary.connectors.jooq.Tables.SEEN;
import static io.tributary.simulators.server.FaultRule.html;
import static io.tributary.simulators.server.FaultRule.of;
import static io.tributary.simulators.server.FaultRule.refuse;
import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.connectors.calls.PollFailure;
import io.tributary.events.PollSource;
import io.tributary.events.PollStatus;
import io.tributary.simulators.server.FaultRule;
import io.tributary.simulators.server.FaultRule.Kind;
import io.tributary.simulators.server.Faults;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What each source is known to do wrong: the run names it, other connections (and Slack's other channel) go on, nothing is asked without end,
 * and when it is over the next run has everything, each once.
 */
class FaultsIT extends PollerTest {

  private static final String OWNER = "garym@canada.com";
  private static final String MAIL = "/gmail/v1/users/me/messages/";
  private static final String MAILS = "/gmail/v1/users/me/messages";
  private static final String PROFILE = "/gmail/v1/users/me/profile";
  private static final long FEW_CALLS = 200;
  private static final Map<PollSource, Set<String>> EVERYTHING = new EnumMap<>(PollSource.class);

  /**
   * @param failure null where the run gets over it
   * @param told in the run's error; empty where there is none
   */
  record Case(PollSource source, String name, List<FaultRule> faults, PollStatus status, @Nullable PollFailure failure, String told) {
    @Override
    public String toString() {
      return name;
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource({"slack", "gong", "fathom", "gmail"})
  void aFaultIsNamedAndNothingElseIsLost(Case wrong) {
    var everything = everythingOf(wrong.source());
    var key = connect(wrong.source());
    var other = connect(wrong.source() == PollSource.FATHOM ? PollSource.SLACK : PollSource.FATHOM);
    letTimePass();
    wrong.faults().forEach(faultsOf(wrong.source())::add);

    var broken = run(key);
    var others = run(other);

    assertThat(broken.status()).as(broken.error()).isEqualTo(wrong.status());
    assertThat(broken.failure()).isEqualTo(wrong.failure());
    assertThat(broken.error() == null ? "" : broken.error()).contains(wrong.told()).doesNotContain("<html>", "xxx", "@");
    assertThat(broken.calls()).as("no endless loop").isLessThan(FEW_CALLS);
    assertThat(others.status()).as("another connection").isEqualTo(PollStatus.SUCCESS);

    faultsOf(wrong.source()).clear();
    letTimePass();
    if (wrong.failure() == ACCESS_DEAD) {
      connect(wrong.source());
    }
    var healed = run(key);

    assertThat(healed.status()).as(healed.error()).isEqualTo(PollStatus.SUCCESS);
    assertThat(storedOf(key)).isEqualTo(everything);
    assertThat(broken.published() + healed.published()).as("each once").isEqualTo(everything.size());
  }

  static Stream<Case> slack() {
    return Stream.of(
        slack("429 with Retry-After", PollStatus.RATE_LIMITED, RATE_LIMITED, "limit", refuse(429, "ratelimited").retryAfter(60)),
        slack("a limit told with 200", PollStatus.RATE_LIMITED, RATE_LIMITED, "limit", refuse(400, "ratelimited")),
        slack("HTML with 502", PollStatus.PARTIAL, TRANSIENT, "C001: Slack answered 502.", html(502)),
        slack("no JSON", PollStatus.PARTIAL, UNREADABLE, "not what its API describes", of(Kind.MALFORMED_JSON)),
        slack("half an answer", PollStatus.PARTIAL, TRANSIENT, "cannot be reached", of(Kind.TRUNCATED_JSON)),
        slack("an error that is Slack's", PollStatus.PARTIAL, TRANSIENT, "internal_error", refuse(400, "internal_error")),
        slack("an error nobody knows", PollStatus.PARTIAL, UNREADABLE, "something_new", refuse(400, "something_new")),
        slack("put out of the channel in mid-run", PollStatus.PARTIAL, STREAM_CLOSED, "not_in_channel", refuse(400, "not_in_channel").after(1)),
        slack("revoked in mid-run", PollStatus.FAILED, ACCESS_DEAD, "token_revoked", refuse(400, "token_revoked").after(1)),
        slack("cursors are always dead", PollStatus.PARTIAL, CURSOR_EXPIRED, "invalid_cursor", refuse(400, "invalid_cursor").after(1)),
        slack("a cursor comes again", PollStatus.PARTIAL, UNREADABLE, "same cursor again", of(Kind.REPEATED_CURSOR)),
        slack("no list", PollStatus.PARTIAL, UNREADABLE, "without a list of messages", of(Kind.NULLS, "messages")),
        slack("null where the dates should be", PollStatus.PARTIAL, UNREADABLE, "a message without ts", of(Kind.NULLS, "ts")),
        slackHeals("a failure passes", refuse(500, "fatal_error").times(1)),
        slackHeals("a body comes too slowly", of(Kind.SLOW_BODY).times(1)),
        slackHeals("a dead cursor", refuse(400, "invalid_cursor").after(1).times(1)),
        slackHeals("empty pages with cursors", of(Kind.EMPTY_PAGE)));
  }

  static Stream<Case> gong() {
    return Stream.of(
        gong("429 with Retry-After", PollStatus.RATE_LIMITED, RATE_LIMITED, "limit", refuse(429, "Limit reached").retryAfter(60)),
        gong("HTML with 503", PollStatus.FAILED, TRANSIENT, "calls: Gong answered 503.", html(503)),
        gong("a 404 that is no empty period", PollStatus.FAILED, STREAM_CLOSED, "Gong answered 404.", html(404)),
        gong("a conflict", PollStatus.FAILED, UNREADABLE, "Gong answered 409.", refuse(409, "Conflict")),
        gong("revoked in mid-run", PollStatus.FAILED, ACCESS_DEAD, "Gong answered 401.", refuse(401, "Access denied").after(1)),
        gong("a cursor comes again", PollStatus.PARTIAL, UNREADABLE, "same cursor again", of(Kind.REPEATED_CURSOR)),
        gong("no list", PollStatus.FAILED, UNREADABLE, "without a list of calls", of(Kind.NULLS, "calls")),
        gongHeals("a cursor is not accepted", refuse(400, "Invalid cursor").after(1).times(1)),
        gongHeals("404 on a following page", refuse(404, "No calls found").after(1).times(1)),
        gongHeals("empty pages with cursors", of(Kind.EMPTY_PAGE)),
        gongHeals("null where the starts should be", of(Kind.NULLS, "started").times(1)),
        gongHeals("a text of 2 MB", of(Kind.LONG_TEXT, "brief").times(1)));
  }

  static Stream<Case> fathom() {
    return Stream.of(
        fathom("429 that says nothing", PollStatus.RATE_LIMITED, RATE_LIMITED, "limit", refuse(429, "")),
        fathom("HTML with 500", PollStatus.FAILED, TRANSIENT, "meetings: Fathom answered 500.", html(500)),
        fathom("HTML with 200", PollStatus.FAILED, TRANSIENT, "text/html", html(200)),
        fathom("a refusal that says nothing", PollStatus.FAILED, UNREADABLE, "Fathom answered 400.", refuse(400, "")),
        fathom("revoked in mid-run", PollStatus.FAILED, ACCESS_DEAD, "Fathom answered 401.", refuse(401, "").after(1)),
        fathom("a cursor comes again", PollStatus.PARTIAL, UNREADABLE, "same cursor again", of(Kind.REPEATED_CURSOR)),
        fathom("null where the ids should be", PollStatus.FAILED, UNREADABLE, "a meeting without id or date", of(Kind.NULLS, "recording_id")),
        fathom("no list", PollStatus.FAILED, UNREADABLE, "without a list of meetings", of(Kind.NULLS, "items")),
        fathomHeals("a cursor is not accepted", refuse(400, "").after(1).times(1)),
        fathomHeals("empty pages with cursors", of(Kind.EMPTY_PAGE)),
        fathomHeals("null where the starts should be", of(Kind.NULLS, "recording_start_time").times(1)));
  }

  static Stream<Case> gmail() {
    return Stream.of(
        gmail("429 with Retry-After", PollStatus.RATE_LIMITED, RATE_LIMITED, "429", refuse(429, "rateLimitExceeded").retryAfter(60)),
        gmail("403 that is a limit", PollStatus.RATE_LIMITED, RATE_LIMITED, "dailyLimitExceeded", refuse(403, "dailyLimitExceeded")),
        gmail("403 that is a refusal", PollStatus.FAILED, ACCESS_DEAD, "domainPolicy", refuse(403, "domainPolicy").path("/gmail/")),
        gmail("an error that is Google's", PollStatus.FAILED, TRANSIENT, "backendError", refuse(503, "backendError")),
        gmail("no mail service", PollStatus.FAILED, STREAM_CLOSED, "failedPrecondition", refuse(400, "failedPrecondition")),
        gmail("revoked in mid-run", PollStatus.FAILED, ACCESS_DEAD, "refresh token",
            refuse(401, "authError").path(MAIL).after(3), refuse(400, "invalid_grant").path("/token")),
        gmail("no JSON", PollStatus.FAILED, UNREADABLE, "not what its API describes", of(Kind.MALFORMED_JSON).path(MAIL)),
        gmail("a token comes again", PollStatus.PARTIAL, UNREADABLE, "same cursor again", of(Kind.REPEATED_CURSOR)),
        gmail("mails without content", PollStatus.FAILED, UNREADABLE, "a mail without payload", of(Kind.NULLS, "payload")),
        gmail("no history id", PollStatus.FAILED, UNREADABLE, "no history id", of(Kind.NULLS, "historyId").path(PROFILE)),
        gmailHeals("a page token is not accepted", refuse(400, "invalidArgument").path(MAILS).after(21).times(1)),
        gmailHeals("empty pages with tokens", of(Kind.EMPTY_PAGE)),
        gmailHeals("null where the arrival should be", of(Kind.NULLS, "internalDate").path(MAIL).times(1)));
  }

  private static Case slack(String name, PollStatus status, @Nullable PollFailure failure, String told, FaultRule... faults) {
    return new Case(PollSource.SLACK, "Slack: " + name, Stream.of(faults).map(fault -> fault.account("C001")).toList(), status, failure, told);
  }

  private static Case slackHeals(String name, FaultRule fault) {
    return slack(name + ", and the run gets over it", PollStatus.SUCCESS, null, "", fault);
  }

  private static Case gong(String name, PollStatus status, @Nullable PollFailure failure, String told, FaultRule... faults) {
    return new Case(PollSource.GONG, "Gong: " + name, List.of(faults), status, failure, told);
  }

  private static Case gongHeals(String name, FaultRule fault) {
    return gong(name + ", and the run gets over it", PollStatus.SUCCESS, null, "", fault);
  }

  private static Case fathom(String name, PollStatus status, @Nullable PollFailure failure, String told, FaultRule... faults) {
    return new Case(PollSource.FATHOM, "Fathom: " + name, List.of(faults), status, failure, told);
  }

  private static Case fathomHeals(String name, FaultRule fault) {
    return fathom(name + ", and the run gets over it", PollStatus.SUCCESS, null, "", fault);
  }

  private static Case gmail(String name, PollStatus status, @Nullable PollFailure failure, String told, FaultRule... faults) {
    return new Case(PollSource.GMAIL, "Gmail: " + name, List.of(faults), status, failure, told);
  }

  private static Case gmailHeals(String name, FaultRule fault) {
    return gmail(name + ", and the run gets over it", PollStatus.SUCCESS, null, "", fault);
  }

  @AfterEach
  void noFaultIsOn() {
    EVERYTHING.keySet().forEach(source -> faultsOf(source).clear());
  }

  /** What a run without faults stores, of a tenant of its own. */
  private Set<String> everythingOf(PollSource source) {
    return EVERYTHING.computeIfAbsent(source, _ -> {
      var ours = tenant;
      tenant = "all" + ours;
      try {
        var key = connect(source);
        assertThat(run(key).status()).isEqualTo(PollStatus.SUCCESS);
        assertThat(storedOf(key)).hasSizeGreaterThan(20);
        return storedOf(key);
      } finally {
        tenant = ours;
      }
    });
  }

  private Set<String> storedOf(ConnectionKey key) {
    return database.asWorker(db -> db.select(SEEN.ITEM).from(SEEN)
        .where(SEEN.TENANT.eq(key.tenant())).and(SEEN.SOURCE.eq(key.source().name())).fetchSet(SEEN.ITEM));
  }

  /** So much that every budget is whole again. */
  private void letTimePass() {
    database.runAsWorker(db -> db.deleteFrom(BUDGETS).where(BUDGETS.TENANT.eq(tenant)).execute());
  }

  private ConnectionKey connect(PollSource source) {
    return switch (source) {
      case SLACK -> connectSlack(List.of("C001", "C002"));
      case GONG -> connectGong();
      case FATHOM -> connectFathom();
      case GMAIL -> connectGmail(OWNER, List.of("SENT"));
      case UNKNOWN, SALESFORCE -> throw new IllegalArgumentException(source.name());
    };
  }

  private static Faults faultsOf(PollSource source) {
    return switch (source) {
      case SLACK -> SLACK.faults();
      case GONG -> GONG.faults();
      case FATHOM -> FATHOM.faults();
      case GMAIL -> GMAIL.faults();
      case UNKNOWN, SALESFORCE -> throw new IllegalArgumentException(source.name());
    };
  }
}
