package io.tributary.simulators.chat.whatsapp;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;

/** Reads the entries of one exported chat, {@code .txt} or {@code .txt.gz}. */
final class ReadExport {

  /** Marks of writing direction, and blanks that are none of ASCII's. */
  private static final String MARKS = "[\u200e\u200f\u202a-\u202e\ufeff]";
  private static final String BLANKS = "[\u00a0\u202f]";

  static List<ExportEntry> of(Path file) throws IOException {
    try (var in = open(file)) {
      return entries(new String(in.readAllBytes(), StandardCharsets.UTF_8));
    }
  }

  static List<ExportEntry> entries(String text) {
    var headers = headers(text);
    var order = DateOrder.of(headers);
    var entries = new ArrayList<ExportEntry>();
    var last = Instant.MIN;
    for (var header : headers) {
      var at = order.read(header).toInstant(ZoneOffset.UTC);
      var distinct = at.plusMillis(at.isAfter(last) ? 0 : Math.max(0, last.toEpochMilli() - at.toEpochMilli() + 1) % 1000);
      last = distinct;
      entries.add(entry(distinct, header.rest()));
    }
    return entries;
  }

  private static InputStream open(Path file) throws IOException {
    var bytes = new BufferedInputStream(Files.newInputStream(file));
    return file.toString().endsWith(".gz") ? new GZIPInputStream(bytes) : bytes;
  }

  /** Lines that begin nothing belong to the entry before them; such before the first are dropped. */
  private static List<ExportHeader> headers(String text) {
    var headers = new ArrayList<ExportHeader>();
    for (var line : text.replaceAll(MARKS, "").replaceAll(BLANKS, " ").split("\r?\n")) {
      var header = ExportHeader.in(line);
      if (header.isPresent()) {
        headers.add(header.get());
      } else if (!headers.isEmpty()) {
        var last = headers.removeLast();
        headers.add(new ExportHeader(
            last.first(), last.second(), last.third(), last.hour(), last.minute(), last.second60(), last.rest() + '\n' + line));
      }
    }
    return headers;
  }

  private static ExportEntry entry(Instant at, String rest) {
    int colon = rest.indexOf(": ");
    int end = rest.indexOf('\n');
    boolean hasAuthor = colon > 0 && (end < 0 || colon < end) && !SystemLine.isOne(rest);
    if (!hasAuthor && rest.strip().endsWith(":") && end < 0) {
      return new ExportEntry(at, rest.strip().replaceAll(":$", ""), ""); // an empty message
    }
    return hasAuthor ? new ExportEntry(at, rest.substring(0, colon), rest.substring(colon + 2).strip()) : new ExportEntry(at, null, rest.strip());
  }

  private ReadExport() {}
}
