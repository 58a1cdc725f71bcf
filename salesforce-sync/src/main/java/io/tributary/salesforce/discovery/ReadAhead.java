package io.tributary.salesforce.discovery;

import io.tributary.salesforce.failure.SalesforceFailed;
import io.tributary.salesforce.failure.SalesforceFailure;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/** Fetches the next pages while the ones before are read and stored: Salesforce, this process and the database work at the same time. */
final class ReadAhead<P> implements AutoCloseable {

  /** Pages in memory besides the one that is stored. */
  private static final int MOST = 2;

  private final ExecutorService threads = Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("salesforce-ahead-", 0).factory());
  private final Semaphore room = new Semaphore(MOST);
  private final Queue<Future<@Nullable P>> coming = new ConcurrentLinkedQueue<>();

  /** In the order of the calls: the page before may be on its way still. */
  void fetch(Callable<@Nullable P> page) {
    coming.add(threads.submit(() -> {
      room.acquire();
      return page.call();
    }));
  }

  /** The page after the one that was taken last; waits for it. Null where there is none. */
  @Nullable P next() {
    var page = coming.poll();
    try {
      return page == null ? null : page.get();
    } catch (ExecutionException e) {
      throw e.getCause() instanceof RuntimeException failure ? failure : new IllegalStateException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new SalesforceFailed(SalesforceFailure.OUTAGE, "The run was interrupted.", e);
    } finally {
      room.release();
    }
  }

  @Override
  public void close() {
    threads.shutdownNow();
    threads.close();
  }
}
