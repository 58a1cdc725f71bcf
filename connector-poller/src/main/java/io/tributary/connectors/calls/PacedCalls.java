package io.tributary.connectors.calls;

import io.tributary.connectors.ConnectionKey;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.springframework.http.HttpRequest;
import org.springframework.http.MediaType;
import org.springframework.http.client.ClientHttpRequestExecution;
import org.springframework.http.client.ClientHttpRequestInterceptor;
import org.springframework.http.client.ClientHttpResponse;

/** One connection's calls of one run: budget, call, verdict, and again where that helps. Every failure comes out as {@link PollFailed}. */
final class PacedCalls implements ClientHttpRequestInterceptor {

  private final ConnectionKey key;
  private final ProviderRules rules;
  private final Share share;
  private final CallCount count;
  private final Ledger ledger;
  private final CallSettings settings;

  PacedCalls(ConnectionKey key, ProviderRules rules, Share share, CallCount count, Ledger ledger, CallSettings settings) {
    this.key = key;
    this.rules = rules;
    this.share = share;
    this.count = count;
    this.ledger = ledger;
    this.settings = settings;
  }

  @Override
  public ClientHttpResponse intercept(HttpRequest request, byte[] body, ClientHttpRequestExecution execution) {
    boolean renewed = false;
    var budgets = rules.budgets(request);
    for (int attempt = 1; ; attempt++) {
      rules.authorize(request.getHeaders());
      budgets.forEach(this::take);
      count.add();
      try {
        return answer(budgets, execution.execute(request, body));
      } catch (IOException e) {
        repeatOrThrow(attempt, budgets, new PollFailed(PollFailure.TRANSIENT,
            "%s cannot be reached: %s.".formatted(key.sourceName(), e.getClass().getSimpleName())));
      } catch (PollFailed failed) {
        if (failed.failure() == PollFailure.ACCESS_DEAD && !renewed && rules.renewAccess()) {
          renewed = true;
        } else {
          repeatOrThrow(attempt, budgets, failed);
        }
      }
    }
  }

  private void take(Budget budget) {
    for (var wait = ledger.take(key, budget, share); !wait.isZero(); wait = ledger.take(key, budget, share)) {
      if (wait.compareTo(settings.patience()) > 0) {
        throw new PollFailed(PollFailure.RATE_LIMITED,
            "The budget \"%s\" (%d per %s) is used up.".formatted(budget.name(), budget.limit(), budget.per()), wait);
      }
      sleep(wait);
    }
  }

  private Answer answer(List<Budget> budgets, ClientHttpResponse response) throws IOException {
    try (response) {
      var most = settings.mostBytes().toBytes();
      var body = response.getBody().readNBytes((int) Math.min(Integer.MAX_VALUE - 8L, most + 1));
      if (body.length > most) {
        throw new PollFailed(PollFailure.TOO_LONG, "%s answered with more than %s (tributary.connectors.calls.most-bytes)."
            .formatted(key.sourceName(), settings.mostBytes()));
      }
      var answer = new Answer(response.getStatusCode(), response.getStatusText(), response.getHeaders(), body);
      rules.left(answer.getHeaders()).ifPresent(left -> ledger.learn(key, budgets.getFirst(), left));
      rules.failureIn(answer.status().value(), answer.getHeaders(), body).ifPresent(failed -> {
        throw failed;
      });
      mustBeJson(answer);
      return answer;
    }
  }

  /** A page in HTML that says 200 is some proxy's. */
  private void mustBeJson(Answer answer) {
    var type = answer.getHeaders().getContentType();
    if (type == null || !type.isCompatibleWith(MediaType.APPLICATION_JSON)) {
      throw new PollFailed(PollFailure.TRANSIENT, "%s answered %d with %s instead of JSON."
          .formatted(key.sourceName(), answer.status().value(), type == null ? "nothing" : type.getType() + "/" + type.getSubtype()));
    }
  }

  private void repeatOrThrow(int attempt, List<Budget> budgets, PollFailed failed) {
    var wait = switch (failed.failure()) {
      case RATE_LIMITED -> limited(budgets, failed);
      case TRANSIENT -> settings.firstWait().multipliedBy(1L << (attempt - 1));
      case ACCESS_DEAD, STREAM_CLOSED, ITEM_GONE, CURSOR_EXPIRED, UNREADABLE, TOO_LONG -> settings.patience().plusSeconds(1);
    };
    if (attempt >= settings.tries() || wait.compareTo(settings.patience()) > 0) {
      throw failed;
    }
    sleep(wait);
  }

  /** What the provider asked for holds for everybody who shares the budget. */
  private Duration limited(List<Budget> budgets, PollFailed failed) {
    var wait = failed.retryAfter() == null ? budgets.getFirst().per() : failed.retryAfter();
    ledger.block(key, budgets.getFirst(), wait);
    return wait;
  }

  private static void sleep(Duration wait) {
    try {
      Thread.sleep(wait);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new PollFailed(PollFailure.TRANSIENT, "The poller is stopping.");
    }
  }
}
