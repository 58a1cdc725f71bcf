package io.tributary.salesforce.sync;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.salesforce.Sync;
import io.tributary.salesforce.SyncTest;
import io.tributary.salesforce.runs.RunStatus;
import io.tributary.salesforce.runs.Via;
import io.tributary.simulators.salesforce.org.OrgSize;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Objects;
import org.jooq.DSLContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postgresql.PGConnection;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.TestPropertySource;

/**
 * How long a run takes, beside a bare COPY and upsert of the same CSV. Small by default; {@code -Dtributary.salesforce.contacts=600000} for the
 * figures of the README.
 */
@SyncTest
@TestPropertySource(properties = {
    "tributary.salesforce.client.gzip=false", "tributary.salesforce.retrieval.batch-size=4500", "tributary.salesforce.quota.run-percent=100"})
class FiguresIT {

  private static final int CONTACTS = Integer.getInteger("tributary.salesforce.contacts", 3000);

  @Autowired private Sync.Parts parts;

  @Test
  void aRunIsMeasuredBesideABareCopyOfTheSameCsv(@TempDir Path folder) throws Exception {
    try (var sync = Sync.with(new OrgSize(CONTACTS, CONTACTS, CONTACTS, 0, 0, 0, 0, 0, 0), parts)) {
      var begun = System.nanoTime();
      var run = sync.full(Via.BULK);
      var seconds = seconds(begun);
      assertThat(run.status()).isEqualTo(RunStatus.SUCCESS);
      var csv = FetchCsv.to(folder.resolve("contacts.csv"), sync);
      var bare = parts.database().asWorker(db -> bare(db, csv));
      var counts = Objects.requireNonNull(run.result()).counts();

      System.out.printf("FIGURES %,d contacts, %d columns: sync %.1f s (%,.0f/s), of it fetching alone %.1f s; bare COPY + upsert %.1f s (%,.0f/s); sync/bare rate %.2f; %d calls%n",
          CONTACTS, csv.columns(), seconds, CONTACTS / seconds, csv.seconds(), bare, CONTACTS / bare, bare / seconds, counts.calls());
      assertThat(counts.added()).isEqualTo(CONTACTS);
    }
  }

  /** The same columns as the sync stores, from a file. @return seconds */
  private static double bare(DSLContext db, FetchCsv.Csv csv) {
    db.execute("create temp table bare_contacts on commit drop as select * from contacts with no data");
    db.execute("alter table bare_contacts add primary key (salesforce_id)");
    db.execute("create temp table bare_page on commit drop as select * from contacts with no data");
    var begun = System.nanoTime();
    db.connection(connection -> {
      try (var in = java.nio.file.Files.newInputStream(csv.file())) {
        connection.unwrap(PGConnection.class).getCopyAPI().copyIn(
            "copy bare_page (%s) from stdin (format csv, force_null (%s))".formatted(csv.columnList(), csv.columnList()), in);
      } catch (IOException e) {
        throw new java.io.UncheckedIOException(e);
      }
    });
    db.execute("insert into bare_contacts (%1$s) select %1$s from bare_page on conflict (salesforce_id) do update set email = excluded.email"
        .formatted(csv.columnList()));
    return seconds(begun);
  }

  private static double seconds(long since) {
    return (System.nanoTime() - since) / 1e9;
  }
}
