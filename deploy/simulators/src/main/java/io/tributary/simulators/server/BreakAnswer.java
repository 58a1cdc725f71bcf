package io.tributary.simulators.server;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.function.IntConsumer;
import java.util.function.Supplier;

/** Answers one call as a fault wants it. */
final class BreakAnswer {

  private static final String PAGE = "<!doctype html><html><body><h1>We'll be back soon</h1></body></html>\n";

  private final HttpExchange exchange;
  private final ActiveFault fault;
  private final ChangeAnswer change;

  BreakAnswer(HttpExchange exchange, Request request, ActiveFault fault, Paging paging) {
    this.exchange = exchange;
    this.fault = fault;
    this.change = new ChangeAnswer(request, fault.rule(), paging);
  }

  /**
   * @param truth the answer that would be given; asked for only where the fault lets the call take effect
   * @param refusals the API's form of errors
   * @param log takes the status that the caller sees; 0 where he sees none
   */
  void send(Supplier<Answer> truth, Faults.Refusals refusals, IntConsumer log) throws IOException {
    try {
      switch (fault.rule().kind()) {
        case REFUSE -> whole(refused(refusals), log);
        case REFUSE_AFTERWARDS -> {
          var _ = truth.get();
          whole(refused(refusals), log);
        }
        case HTML -> whole(page(), log);
        case MALFORMED_JSON ->
            whole(new Answer(200, "application/json", "{\"items\":[{]".getBytes(StandardCharsets.UTF_8), Map.of()), log);
        case REPEATED_CURSOR -> whole(change.toRepeatItsCursor(truth.get()), log);
        case EMPTY_PAGE -> whole(change.toAnEmptyPage(truth.get()), log);
        case NULLS -> whole(change.toHoldNulls(truth.get()), log);
        case LONG_TEXT -> whole(change.toHoldALongText(truth.get()), log);
        case HANG -> {
          log.accept(0);
          fault.awaitClearing();
          ApiServer.send(exchange, truth.get());
        }
        case TRUNCATED_JSON -> cut(truth.get(), log);
        case SLOW_BODY -> slowly(truth.get(), log);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("the double is stopping");
    }
  }

  private Answer refused(Faults.Refusals refusals) {
    var rule = fault.rule();
    var answer = refusals.answer(rule.status() == null ? 500 : rule.status(), rule.error() == null ? "unexpected_error" : rule.error());
    var headers = new HashMap<>(answer.headers());
    if (rule.retryAfter() != null) {
      headers.put("Retry-After", rule.retryAfter().toString());
    }
    return new Answer(answer.status(), answer.contentType(), answer.body(), headers);
  }

  private Answer page() {
    var status = fault.rule().status();
    return new Answer(status == null ? 200 : status, "text/html", PAGE.getBytes(StandardCharsets.UTF_8), Map.of());
  }

  private void whole(Answer answer, IntConsumer log) throws IOException {
    log.accept(answer.status());
    ApiServer.send(exchange, answer);
  }

  /** Less than was promised: the server closes the connection. */
  private void cut(Answer truth, IntConsumer log) throws IOException {
    log.accept(truth.status());
    ApiServer.begin(exchange, truth);
    exchange.getResponseBody().write(truth.body(), 0, truth.body().length / 2);
    exchange.getResponseBody().flush();
  }

  private void slowly(Answer truth, IntConsumer log) throws IOException, InterruptedException {
    log.accept(truth.status());
    ApiServer.begin(exchange, truth);
    var rule = fault.rule();
    int atOnce = rule.bytesPerSecond() == null ? 1 : rule.bytesPerSecond();
    var body = exchange.getResponseBody();
    int sent = 0;
    while (sent < truth.body().length) {
      int next = Math.min(atOnce, truth.body().length - sent);
      body.write(truth.body(), sent, next);
      body.flush();
      sent += next;
      if (fault.awaitASecond()) {
        atOnce = truth.body().length; // cleared: the rest at once
      }
    }
  }
}
