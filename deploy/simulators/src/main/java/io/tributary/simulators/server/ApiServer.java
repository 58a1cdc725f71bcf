package io.tributary.simulators.server;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One API on 127.0.0.1: finds the route of a request, asks the fault first, counts and logs. {@code GET /_control/calls} and
 * {@code GET /_control/log} show what was counted; they count for nothing themselves.
 */
public final class ApiServer implements AutoCloseable {

  static {
    // Answers leave in two writes; with Nagle's algorithm the second would wait for the client's delayed acknowledgement.
    System.setProperty("sun.net.httpserver.nodelay", "true");
    System.setProperty("sun.net.httpserver.maxIdleConnections", "1000");
  }

  private static final int BACKLOG = 256;
  private static final String CONTROL = "/_control/";

  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final Api api;
  private final CallLog log;
  private final Faults faults = new Faults();
  private volatile Fault fault = Fault.NONE;
  private volatile List<Route> controls = List.of();
  private volatile Duration latency = Duration.ZERO;

  /**
   * What is served.
   *
   * @param gate refuses, by throwing {@link Refused}, who may not call
   * @param unknown answers a request that no route fits
   * @param broken answers where a handler failed
   * @param channels that are counted from the start with 0
   */
  public record Api(
      List<Route> routes,
      Consumer<Request> gate,
      Function<Request, Answer> unknown,
      Function<Exception, Answer> broken,
      List<String> channels) {}

  private ApiServer(HttpServer server, Api api) {
    this.server = server;
    this.api = api;
    this.log = new CallLog(api.channels());
  }

  /**
   * @param port 0 for any that is free
   * @throws UncheckedIOException if the port is taken
   */
  public static ApiServer start(int port, Api api) {
    try {
      var address = new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), port);
      var server = new ApiServer(HttpServer.create(address, BACKLOG), api);
      server.server.createContext("/", server::exchange);
      server.server.setExecutor(server.threads);
      server.server.start();
      return server;
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot listen on 127.0.0.1:%d: %s".formatted(port, e.getMessage()), e);
    }
  }

  public URI uri() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  public Calls calls() {
    return log.calls();
  }

  public void breakWith(Fault fault) {
    this.fault = fault;
  }

  /** Every call takes so long at least, from the next one on. */
  public void latency(Duration latency) {
    this.latency = latency;
  }

  /** What can be asked to go wrong, also by {@code /_control/faults}. */
  public Faults faults() {
    return faults;
  }

  /** The last calls, oldest first. */
  public List<LoggedCall> log() {
    return log.last();
  }

  /** Offers routes of the double's own below {@code /_control/}: no gate, no fault and no count concerns them. */
  public void controlWith(List<Route> controls) {
    this.controls = controls;
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }

  private void exchange(HttpExchange exchange) throws IOException {
    try (exchange) {
      var began = System.nanoTime();
      var request = Request.of(
          exchange.getRequestMethod(), exchange.getRequestURI(), exchange.getRequestHeaders(), exchange.getRequestBody().readAllBytes());
      if (request.path().startsWith(CONTROL)) {
        send(exchange, control(request));
        return;
      }
      await(latency);
      serve(exchange, find(api.routes(), request), began);
    }
  }

  private static void await(Duration latency) throws InterruptedIOException {
    try {
      Thread.sleep(latency);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("the double is stopping");
    }
  }

  private void serve(HttpExchange exchange, Call call, long began) throws IOException {
    var account = faults.accountOf(call.request());
    var struck = faults.on(call.request(), account);
    var about = new CallLog.About(call.request(), call.route(), account, struck.map(ActiveFault::rule).orElse(null));
    if (struck.isPresent()) {
      new BreakAnswer(exchange, call.request(), struck.get(), faults.paging())
          .send(() -> answer(call), faults.refusals(), status -> log.add(about, status, System.nanoTime() - began));
    } else {
      var answer = answer(call);
      log.add(about, answer.status(), System.nanoTime() - began);
      send(exchange, answer);
    }
  }

  private record Call(Request request, @Nullable Route route) {}

  private static Call find(List<Route> routes, Request request) {
    for (var route : routes) {
      var variables = route.match(request);
      if (variables.isPresent()) {
        return new Call(request.with(variables.get()), route);
      }
    }
    return new Call(request, null);
  }

  private Answer answer(Call call) {
    try {
      var instead = fault.insteadOf(call.request());
      if (instead != null) {
        return instead;
      }
      api.gate().accept(call.request());
      return call.route() == null ? api.unknown().apply(call.request()) : call.route().handler().answer(call.request());
    } catch (Refused refused) {
      return refused.answer();
    } catch (RuntimeException e) {
      e.printStackTrace(); // a defect of the double: whoever tests against it must see it
      return api.broken().apply(e);
    }
  }

  private Answer control(Request request) {
    var own = find(Stream.concat(faults.controls().stream(), controls.stream()).toList(), request);
    if (own.route() != null) {
      return control(own.request(), own.route());
    }
    return switch (request.path().substring(CONTROL.length())) {
      case "calls" -> Answer.ok(log.calls());
      case "log" -> Answer.ok(Map.of("entries", log.last()));
      default -> Answer.text(404, "There are /_control/calls, /_control/log and /_control/faults.\n");
    };
  }

  private Answer control(Request request, Route route) {
    try {
      return route.handler().answer(request);
    } catch (Refused refused) {
      return refused.answer();
    } catch (IllegalArgumentException e) {
      return Answer.text(400, e.getMessage() + "\n");
    } catch (RuntimeException e) {
      e.printStackTrace();
      return api.broken().apply(e);
    }
  }

  static void send(HttpExchange exchange, Answer answer) throws IOException {
    begin(exchange, answer);
    if (answer.body().length > 0) {
      exchange.getResponseBody().write(answer.body());
    }
  }

  /** Sends the head and promises the whole body. */
  static void begin(HttpExchange exchange, Answer answer) throws IOException {
    exchange.getResponseHeaders().set("Content-Type", answer.contentType());
    answer.headers().forEach(exchange.getResponseHeaders()::set);
    exchange.sendResponseHeaders(answer.status(), answer.body().length == 0 ? -1 : answer.body().length);
  }
}
