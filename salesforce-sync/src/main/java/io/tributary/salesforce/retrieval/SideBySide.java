package io.tributary.salesforce.retrieval;

import io.tributary.salesforce.failure.SalesforceFailed;
import io.tributary.salesforce.failure.SalesforceFailure;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;

/** Runs work on a few threads; the first failure ends the rest. */
final class SideBySide {

  private static final String THREADS = "salesforce-";

  /** Each of them on a thread of its own. */
  static void run(List<Runnable> workers) {
    sum(workers.size(), workers.stream().<Supplier<Long>>map(worker -> () -> {
      worker.run();
      return 0L;
    }).toList());
  }

  /** @return the sum of what they give */
  static long sum(int threads, List<Supplier<Long>> work) {
    var left = new ConcurrentLinkedQueue<>(work);
    var executor = Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name(THREADS, 0).factory());
    try {
      var results = new ExecutorCompletionService<Long>(executor);
      var workers = Math.min(threads, work.size());
      for (int i = 0; i < workers; i++) {
        results.submit(() -> worked(left));
      }
      long sum = 0;
      for (int i = 0; i < workers; i++) {
        sum += results.take().get();
      }
      return sum;
    } catch (ExecutionException e) {
      throw e.getCause() instanceof RuntimeException failure ? failure : new IllegalStateException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new SalesforceFailed(
          SalesforceFailure.OUTAGE, "The run was interrupted.", e);
    } finally {
      executor.shutdownNow();
      executor.close();
    }
  }

  private static long worked(Queue<Supplier<Long>> left) {
    long sum = 0;
    for (var next = left.poll(); next != null; next = left.poll()) {
      sum += next.get();
    }
    return sum;
  }

  private SideBySide() {}
}
