package io.tributary.records.imports;

import io.tributary.events.Keys;
import io.tributary.events.RecordUpsert;
import io.tributary.events.Topics;
import io.tributary.records.imports.ImportResult.Rejected;
import io.tributary.service.kafka.EventPublisher;
import io.tributary.service.kafka.Outgoing;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/**
 * Puts the lines of a file onto {@code record.upserts}, the way every other system brings records. Holds one chunk of lines at a time,
 * however long the file is.
 */
@Component
class ImportRecords {

  private static final int MOST_LINES = 500;

  /** Lines may have a million characters each: a chunk of 500 of those would fill the heap. */
  private static final long MOST_CHARACTERS = 4 * 1024 * 1024;
  private static final int MOST_REJECTED_SHOWN = 1000;

  private final EventPublisher publisher;

  ImportRecords(EventPublisher publisher) {
    this.publisher = publisher;
  }

  /**
   * Returns when the broker has acknowledged every accepted line.
   *
   * @param source the name under which external ids are unique
   */
  ImportResult run(String tenant, String pipeline, String source, Stream<Line> lines) {
    var now = Instant.now();
    // The clock and the line: of two lines about one record the later holds, and a second import is newer than the first, since no machine
    // reads a line in a microsecond.
    long start = ChronoUnit.MICROS.between(Instant.EPOCH, now);
    var rejected = new ArrayList<Rejected>();
    long[] counts = new long[2];
    lines.gather(WindowBySize.of(MOST_LINES, MOST_CHARACTERS, Line::size)).forEach(chunk -> {
      var upserts = new ArrayList<Outgoing<RecordUpsert>>();
      for (var line : chunk) {
        switch (line) {
          case Line.Readable readable -> upserts.add(upsert(tenant, pipeline, source, start + readable.number(), now, readable));
          case Line.Unreadable(var number, var reason) -> {
            counts[1]++;
            if (rejected.size() < MOST_REJECTED_SHOWN) {
              rejected.add(new Rejected(number, reason));
            }
          }
        }
      }
      publisher.publish(upserts);
      counts[0] += upserts.size();
    });
    return new ImportResult(counts[0], counts[1], List.copyOf(rejected));
  }

  private static Outgoing<RecordUpsert> upsert(
      String tenant, String pipeline, String source, long version, Instant now, Line.Readable line) {
    var event = RecordUpsert.newBuilder()
        .setTenant(tenant)
        .setSource(source)
        .setExternalId(line.externalId())
        .setSourceVersion(version)
        .setPipeline(pipeline)
        .setData(line.data())
        .setOccurredAt(now)
        .build();
    return Outgoing.of(Topics.RECORD_UPSERTS, Keys.of(tenant, source, line.externalId()), event);
  }
}
