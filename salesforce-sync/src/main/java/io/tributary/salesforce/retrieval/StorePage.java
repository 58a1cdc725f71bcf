package io.tributary.salesforce.retrieval;

import io.tributary.salesforce.client.Attempts;
import io.tributary.salesforce.contacts.ContactRows;
import io.tributary.salesforce.contacts.PageCounts;
import io.tributary.salesforce.runs.Batch;
import io.tributary.service.database.Database;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.Semaphore;
import org.jooq.DSLContext;

/**
 * Reads a page and stores it with its counts in one transaction; one that breaks off is read again. No more are stored at once than there are
 * processors: they would only be in each other's way, while batches that wait for Salesforce are not.
 */
final class StorePage {

  static final long UNKNOWN = -1;

  private final Retrieval retrieval;
  private final Batches batches;
  private final Database database;
  private final Semaphore room;

  /** @param most pages that are stored at once */
  StorePage(Retrieval retrieval, Batches batches, Database database, int most) {
    this.retrieval = retrieval;
    this.batches = batches;
    this.database = database;
    this.room = new Semaphore(most);
  }

  /** Asks Salesforce for the page. */
  interface Page {
    Rows open();
  }

  /**
   * @param count of rows that Salesforce says the page has, or {@link #UNKNOWN}
   * @param source closed when the rows are stored
   */
  record Rows(ContactRows rows, long count, Closeable source) {}

  PageCounts store(Batch batch, Page page) {
    var counts = new Attempts(retrieval.org().settings()).until(() -> once(batch, page.open()));
    retrieval.progress().retrieved(counts.retrieved());
    return counts;
  }

  private PageCounts once(Batch batch, Rows page) throws IOException, InterruptedException {
    try (var _ = page.source()) {
      room.acquire();
      try {
        return database.asWorker(db -> stored(db, batch, page));
      } finally {
        room.release();
      }
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  private PageCounts stored(DSLContext db, Batch batch, Rows page) {
    var counts = retrieval.store().store(db, batch, page.rows());
    if (page.count() != UNKNOWN && page.count() != counts.rows()) {
      throw new UncheckedIOException(new IOException("a page came with %d rows and should have %d".formatted(counts.rows(), page.count())));
    }
    batches.count(db, retrieval.run(), batch, counts);
    return counts;
  }
}
