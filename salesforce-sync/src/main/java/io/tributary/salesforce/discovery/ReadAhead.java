package io.tributary.salesforce.discovery;

import io.tributary.salesforce.failure.SalesforceFailed;
import io.tributary.salesforce.failure.SalesforceFailure;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/** Fetches the next page while the one before is stored. */
final class ReadAhead<P> implements AutoCloseable {

  private final ExecutorService thread = Executors.newSingleThreadExecutor(Thread.ofVirtual().name("salesforce-ahead").factory());
  private Future<@Nullable P> coming;

  ReadAhead(@Nullable P first) {
    this.coming = CompletableFuture.completedFuture(first);
  }

  void fetch(Callable<@Nullable P> page) {
    coming = thread.submit(page);
  }

  /** The page that was fetched last; waits for it. Null where there is none. */
  @Nullable P next() {
    try {
      return coming.get();
    } catch (ExecutionException e) {
      throw e.getCause() instanceof RuntimeException failure ? failure : new IllegalStateException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new SalesforceFailed(SalesforceFailure.OUTAGE, "The run was interrupted.", e);
    }
  }

  @Override
  public void close() {
    thread.shutdownNow();
    thread.close();
  }
}
