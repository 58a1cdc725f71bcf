package io.tributary.simulators.salesforce;

import io.tributary.simulators.salesforce.http.Behaviour;
import io.tributary.simulators.salesforce.http.SalesforceHttp;
import io.tributary.simulators.salesforce.org.Org;
import io.tributary.simulators.server.Calls;
import io.tributary.simulators.server.Faults;
import java.net.URI;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Salesforce's API on this machine, over a generated organisation. */
public final class SalesforceSimulator implements AutoCloseable {

  private final Org org;
  private final SalesforceHttp http;

  private SalesforceSimulator(Org org, SalesforceHttp http) {
    this.org = org;
    this.http = http;
  }

  /**
   * Listens on 127.0.0.1.
   *
   * @throws java.io.UncheckedIOException if the port is taken
   */
  public static SalesforceSimulator start(SalesforceOptions options) {
    var org = new Org(options.size(), options.seed());
    return new SalesforceSimulator(org, new SalesforceHttp(options.port(), org, options.login(), options.behaviour(), options.clock()));
  }

  /** Without a path: {@code http://127.0.0.1:PORT}. Where one logs in, and the instance. */
  public URI baseUrl() {
    return http.uri();
  }

  /** The organisation, to change what is in it. */
  public Org org() {
    return org;
  }

  /** How often it was called so far: in all, by path, and by kind as {@code query}, {@code bulk.create}, {@code oauth}. */
  public Calls calls() {
    return http.calls();
  }

  /** What is to go wrong; {@code FaultRule.refuse(403, "REQUEST_LIMIT_EXCEEDED")} and the like. */
  public Faults faults() {
    return http.faults();
  }

  /** From now on it behaves so. */
  public void behave(UnaryOperator<Behaviour> how) {
    http.behave(how);
  }

  /** All sessions end: the next call gets 401. */
  public void expireTokens() {
    http.expireTokens();
  }

  /** All queries that could be continued end: the next page gets INVALID_QUERY_LOCATOR. */
  public void forgetLocators() {
    http.forgetLocators();
  }

  /** All jobs that have ended are gone, as after seven days. */
  public void forgetJobs() {
    http.forgetJobs();
  }

  /**
   * The next jobs end as {@code Failed}.
   *
   * @param message null for a failure without a reason
   */
  public void failNextJobs(int count, @Nullable String message) {
    http.failNextJobs(count, message);
  }

  @Override
  public void close() {
    http.close();
  }
}
