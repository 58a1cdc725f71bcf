package io.tributary.simulators.salesforce.http;

import io.tributary.simulators.salesforce.org.Org;
import io.tributary.simulators.salesforce.query.RunSoql;
import io.tributary.simulators.server.Answer;
import io.tributary.simulators.server.ApiServer;
import io.tributary.simulators.server.Calls;
import io.tributary.simulators.server.Faults;
import io.tributary.simulators.server.Route;
import java.net.URI;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Serves an organisation on 127.0.0.1. */
public final class SalesforceHttp implements AutoCloseable {

  private static final List<String> KINDS = List.of(
      "oauth", "versions", "resources", "limits", "describe", "deleted", "query", "query.more", "collections", "bulk.create", "bulk.poll",
      "bulk.results", "bulk.pages", "bulk.abort", "bulk.delete", "bulk.list");

  private final AtomicReference<Behaviour> behaviour;
  private final Tokens tokens;
  private final QueryApi queryApi;
  private final BulkApi bulkApi;
  private final ApiServer server;

  /**
   * @param port 0 for any that is free
   * @throws java.io.UncheckedIOException if the port is taken
   */
  public SalesforceHttp(int port, Org org, Login login, Behaviour behaviour, Clock clock) {
    this.behaviour = new AtomicReference<>(behaviour);
    this.tokens = new Tokens(OAuthApi.ORGANISATION, clock);
    Supplier<Behaviour> now = this.behaviour::get;
    var quota = new Quota(now);
    var guard = new Guard(tokens, quota, now);
    var runSoql = new RunSoql(org, clock);
    this.queryApi = new QueryApi(guard, runSoql, now);
    this.bulkApi = new BulkApi(guard, runSoql, quota, now, clock);
    var started = new AtomicReference<@Nullable ApiServer>();
    Supplier<URI> self = () -> Objects.requireNonNull(started.get()).uri();
    var routes = Stream.of(
        new OAuthApi(login, tokens, clock, self).routes(), new DataApi(guard, org, quota, now).routes(), queryApi.routes(),
        new CollectionsApi(guard, runSoql).routes(), bulkApi.routes(), List.of(expireRoute(guard))).flatMap(List::stream).toList();
    this.server = ApiServer.start(port, new ApiServer.Api(
        routes, _ -> { }, _ -> Errors.notFound().answer(), Errors::unexpected, KINDS));
    started.set(server);
    server.faults().speak(_ -> null, Errors::onDemand);
    server.controlWith(new ControlApi(org, this, clock).routes());
  }

  /** For clients that can call nothing but the API. */
  private Route expireRoute(Guard guard) {
    return guard.route("resources", "GET", "/_test/expire", _ -> {
      tokens.expire();
      return Answer.ok(Map.of());
    });
  }

  public URI uri() {
    return server.uri();
  }

  /** How often it was called, by path and (as "channels") by kind. */
  public Calls calls() {
    return server.calls();
  }

  public Faults faults() {
    return server.faults();
  }

  /** All sessions end. */
  public void expireTokens() {
    tokens.expire();
  }

  /** All locators of queries end. */
  public void forgetLocators() {
    queryApi.forgetLocators();
  }

  /** All jobs that have ended are gone. */
  public void forgetJobs() {
    bulkApi.forgetEnded();
  }

  /**
   * @param message null for a failure without a reason
   */
  public void failNextJobs(int count, @Nullable String message) {
    bulkApi.failNext(count, message);
  }

  public Behaviour behaviour() {
    return behaviour.get();
  }

  public void behave(UnaryOperator<Behaviour> how) {
    behaviour.updateAndGet(how);
  }

  @Override
  public void close() {
    server.close();
  }
}
