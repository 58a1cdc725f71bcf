package io.tributary.salesforce.contacts;

import static java.nio.charset.StandardCharsets.UTF_8;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.StringArrayHandler;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;

/** A result page of Bulk 2.0. Columns are found by the header, which every page has; a page without rows may have nothing at all. */
public final class CsvRows implements ContactRows {

  private static final int NOT_ASKED_FOR = -1;

  private final InputStream csv;
  private final List<String> fields;

  /** @param fields of the plan */
  public CsvRows(InputStream csv, List<String> fields) {
    this.csv = csv;
    this.fields = fields;
  }

  @Override
  public void forEach(Sink sink) throws IOException {
    try (var lines = CsvReader.builder().build(StringArrayHandler.of(), csv, UTF_8)) {
      var records = lines.iterator();
      if (!records.hasNext()) {
        return;
      }
      var places = places(List.of(records.next()));
      var values = new String[fields.size()];
      for (long row = 1; records.hasNext(); row++) {
        fill(values, records.next(), places, row);
        sink.row(values);
      }
    } catch (CsvParseException e) {
      throw new IOException("a page of results is not CSV, or broke off: " + e.getMessage(), e);
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  /** For each column of the page, which value it is. */
  private int[] places(List<String> names) throws IOException {
    var missing = fields.stream().filter(field -> !names.contains(field)).toList();
    if (!missing.isEmpty()) {
      throw new IOException("a page of results lacks the columns " + missing);
    }
    return names.stream().mapToInt(name -> fields.contains(name) ? fields.indexOf(name) : NOT_ASKED_FOR).toArray();
  }

  private static void fill(String[] values, String[] line, int[] places, long row) throws IOException {
    if (line.length != places.length) {
      throw new IOException("row %d of a page of results has %d columns instead of %d".formatted(row, line.length, places.length));
    }
    Arrays.fill(values, "");
    for (int i = 0; i < places.length; i++) {
      if (places[i] != NOT_ASKED_FOR) {
        values[places[i]] = line[i];
      }
    }
  }
}
