package io.tributary.salesforce.client;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/**
 * One page of a job's results, as CSV in UTF-8 with a header line, or nothing at all where it has no rows. Close it.
 *
 * @param rows in it; -1 where Salesforce does not say
 * @param locator of the next page; null on the last
 */
public record ResultPage(InputStream csv, long rows, @Nullable String locator) implements Closeable {

  @Override
  public void close() throws IOException {
    csv.close();
  }
}
