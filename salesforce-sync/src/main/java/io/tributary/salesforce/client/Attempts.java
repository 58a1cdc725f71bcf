package io.tributary.salesforce.client;

import io.tributary.salesforce.failure.SalesforceFailed;
import io.tributary.salesforce.failure.SalesforceFailure;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tries again what fails in passing, after waits that double, with jitter. */
public final class Attempts {

  private static final Logger LOG = LoggerFactory.getLogger(Attempts.class);
  private static final double JITTER = 0.25;

  private final ClientSettings settings;

  public Attempts(ClientSettings settings) {
    this.settings = settings;
  }

  /** A call; an {@link IOException} or an outage is tried again, everything else comes out. */
  public interface Call<T> {
    T make() throws IOException, InterruptedException;
  }

  /** @throws SalesforceFailed with OUTAGE if it failed as often as it may be tried, or the thread was interrupted */
  public <T> T until(Call<T> call) {
    var wait = settings.firstWait();
    for (int attempt = 1; ; attempt++) {
      try {
        return call.make();
      } catch (RetryAfter e) {
        wait = longer(wait, e.asked());
        giveUpAfter(attempt, e);
      } catch (IOException e) {
        giveUpAfter(attempt, e);
      } catch (InterruptedException e) {
        throw interrupted(e);
      }
      sleep(wait);
      wait = wait.multipliedBy(2);
    }
  }

  private void giveUpAfter(int attempt, IOException e) {
    var reason = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    if (attempt >= settings.tries()) {
      throw new SalesforceFailed(SalesforceFailure.OUTAGE, "Salesforce did not answer properly in %d tries: %s".formatted(attempt, reason), e);
    }
    LOG.info("Salesforce is asked again: {}", reason);
  }

  private void sleep(Duration wait) {
    var longest = wait.compareTo(settings.longestWait()) > 0 ? settings.longestWait() : wait;
    var millis = longest.toMillis() * (1 - JITTER * ThreadLocalRandom.current().nextDouble());
    try {
      Thread.sleep((long) millis);
    } catch (InterruptedException e) {
      throw interrupted(e);
    }
  }

  private static Duration longer(Duration one, Duration other) {
    return one.compareTo(other) > 0 ? one : other;
  }

  static SalesforceFailed interrupted(InterruptedException e) {
    Thread.currentThread().interrupt();
    return new SalesforceFailed(SalesforceFailure.OUTAGE, "The run was interrupted.", e);
  }
}
