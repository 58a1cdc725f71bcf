package io.tributary.salesforce.sync;

import io.tributary.salesforce.Sync;
import io.tributary.salesforce.client.BulkJob.State;
import io.tributary.salesforce.connection.TenantOptions;
import io.tributary.salesforce.mapping.Description;
import io.tributary.salesforce.mapping.FieldPlan;
import io.tributary.salesforce.mapping.SelectedField;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

/** Everything a run retrieves, as Salesforce gives it, in one file. */
final class FetchCsv {

  /** @param seconds that fetching took, with nothing stored */
  record Csv(Path file, String columnList, int columns, double seconds) {}

  static Csv to(Path file, Sync sync) throws IOException {
    var org = sync.parts().clients().open(sync.parts().connections().of(sync.tenant()), 0);
    var fields = FieldPlan.of(Description.of(org.describe("Contact")), TenantOptions.NONE, true).fields().stream()
        .filter(field -> field.column() != null).toList();
    var ids = sync.contacts();
    var begun = System.nanoTime();
    try (var out = Files.newOutputStream(file)) {
      for (int i = 0; i < ids.size(); i += 4500) {
        fetch(org, fields, ids.subList(i, Math.min(ids.size(), i + 4500)), out);
      }
    }
    var columns = fields.stream().map(field -> Objects.requireNonNull(field.column())).collect(Collectors.joining(", "));
    return new Csv(file, columns, fields.size(), (System.nanoTime() - begun) / 1e9);
  }

  private static void fetch(io.tributary.salesforce.client.Salesforce org, List<SelectedField> fields, List<String> ids, OutputStream out)
      throws IOException {
    var job = org.createJob("SELECT %s FROM Contact WHERE Id IN ('%s')".formatted(
        fields.stream().map(SelectedField::name).collect(Collectors.joining(",")), String.join("','", ids)));
    while (job.state() == State.WAITING) {
      job = org.job(job.id());
    }
    try (var page = org.results(job.id(), null, 10_000)) {
      withoutHeaderAndNul(page.csv(), out);
    }
  }

  private static void withoutHeaderAndNul(InputStream csv, OutputStream out) throws IOException {
    while (csv.read() != '\n') {
      // the header
    }
    var buffer = new byte[1 << 16];
    for (int read = csv.read(buffer); read >= 0; read = csv.read(buffer)) {
      int kept = 0;
      for (int i = 0; i < read; i++) {
        if (buffer[i] != 0) {
          buffer[kept++] = buffer[i];
        }
      }
      out.write(buffer, 0, kept);
    }
  }

  private FetchCsv() {}
}
