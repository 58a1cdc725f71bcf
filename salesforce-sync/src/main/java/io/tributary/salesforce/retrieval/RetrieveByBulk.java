package io.tributary.salesforce.retrieval;

import io.tributary.salesforce.client.BulkJob.State;
import io.tributary.salesforce.client.BulkJob;
import io.tributary.salesforce.client.ResultPage;
import io.tributary.salesforce.contacts.CsvRows;
import io.tributary.salesforce.failure.SalesforceFailed;
import io.tributary.salesforce.failure.SalesforceFailure;
import io.tributary.salesforce.retrieval.StorePage.Rows;
import io.tributary.salesforce.runs.Batch;
import java.util.Locale;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One query job a batch, its results streamed as CSV. A job that a run before this attempt made is read instead of made again; results stay
 * readable for days, so that a page which breaks off is read again.
 */
final class RetrieveByBulk implements RetrieveBatch {

  private final Retrieval retrieval;
  private final Batches batches;
  private final StorePage pages;
  private final JobPace pace;
  private final RetrievalSettings settings;

  RetrieveByBulk(Retrieval retrieval, Batches batches, StorePage pages, JobPace pace, RetrievalSettings settings) {
    this.retrieval = retrieval;
    this.batches = batches;
    this.pages = pages;
    this.pace = pace;
    this.settings = settings;
  }

  @Override
  public void retrieve(Batch batch) {
    var job = complete(jobOf(batch));
    var rows = job.rows() <= settings.pageRows() ? storeInTurn(batch, job) : storeSideBySide(batch, job);
    if (job.rows() >= 0 && rows != job.rows()) {
      throw new SalesforceFailed(SalesforceFailure.GONE, "Job %s has %d rows and gave %d.".formatted(job.id(), job.rows(), rows));
    }
    batches.done(retrieval.run(), batch);
  }

  private BulkJob jobOf(Batch batch) {
    if (batch.jobId() != null) {
      return retrieval.org().job(batch.jobId());
    }
    var job = retrieval.org().createJob(retrieval.select() + Retrieval.in(batches.ids(batch)));
    batches.keepJob(retrieval.run(), batch, job.id());
    return job;
  }

  private BulkJob complete(BulkJob begun) {
    var job = begun;
    var end = System.nanoTime() + settings.jobPatience().toNanos();
    for (int looks = 0; job.state() == State.WAITING; looks++) {
      if (System.nanoTime() > end) {
        throw new SalesforceFailed(SalesforceFailure.OUTAGE, "Job %s is not complete after %s.".formatted(job.id(), settings.jobPatience()));
      }
      sleep(looks);
      job = retrieval.org().job(job.id());
    }
    return switch (job.state()) {
      case COMPLETE -> {
        pace.learn(job.millis());
        yield job;
      }
      case FAILED -> throw failed(job);
      case ABORTED -> throw new SalesforceFailed(SalesforceFailure.GONE, "Job %s was aborted by somebody.".formatted(job.id()));
      case WAITING -> throw new IllegalStateException();
    };
  }

  private static SalesforceFailed failed(BulkJob job) {
    var reason = Objects.requireNonNullElse(job.error(), "Salesforce gives no reason");
    var said = reason.toLowerCase(Locale.ROOT);
    var tooMuch = said.contains("retried more than") || said.contains("query_timeout") || said.contains("too complicated");
    return new SalesforceFailed(tooMuch ? SalesforceFailure.TOO_MUCH : SalesforceFailure.REFUSED, "Job %s failed: %s".formatted(job.id(), reason));
  }

  /** @return rows that came */
  private long storeInTurn(Batch batch, BulkJob job) {
    long rows = 0;
    var locator = new Locator();
    do {
      var at = locator.next;
      rows += pages.store(batch, () -> rows(retrieval.org().results(job.id(), at, settings.pageRows()), locator)).rows();
    } while (locator.next != null);
    return rows;
  }

  /** Large results: Salesforce says where all pages are. */
  private long storeSideBySide(Batch batch, BulkJob job) {
    var paths = retrieval.org().resultPages(job.id());
    return paths.isEmpty() ? storeInTurn(batch, job) : SideBySide.sum(settings.parallel(), paths.stream().map(path -> page(batch, path)).toList());
  }

  private Supplier<Long> page(Batch batch, String path) {
    return () -> pages.store(batch, () -> rows(retrieval.org().results(path), new Locator())).rows();
  }

  private Rows rows(ResultPage page, Locator locator) {
    locator.next = page.locator();
    return new Rows(new CsvRows(page.csv(), retrieval.fields()), page.rows(), page);
  }

  private void sleep(int looks) {
    try {
      Thread.sleep(pace.untilLook(looks));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new SalesforceFailed(SalesforceFailure.OUTAGE, "The run was interrupted.", e);
    }
  }

  /** Where the next page is; null after the last. */
  private static final class Locator {
    private @Nullable String next;
  }
}
