package io.tributary.bench.heap;

import io.tributary.bench.BenchStack;
import io.tributary.bench.Contacts;
import io.tributary.bench.Mails;
import io.tributary.bench.Offsets;
import io.tributary.bench.Publish;
import io.tributary.events.CommunicationKey;
import io.tributary.events.CommunicationObserved;
import io.tributary.events.Topics;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jooq.DSLContext;

/** Everything at once and large: for each service what it can be given most of. Returns when all of it is taken in. */
final class LargeInput {

  private static final Duration LIMIT = Duration.ofMinutes(10);
  private static final int MIB = 1024 * 1024;
  private static final int EVENT_TEXT = 256 * 1024;

  /** Who reads what is written here. */
  private static final Map<String, Set<String>> READERS = Map.of(
      "record-service", Set.of(Topics.RECORD_UPSERTS.name()),
      "participant-resolver", Set.of(Topics.RECORD_STATES.name(), Topics.COMMUNICATIONS.name()),
      "channel-sync-email", Set.of(Topics.EMAIL_IDENTIFIER_CHANGES.name()),
      "channel-sync-whatsapp", Set.of(Topics.WHATSAPP_IDENTIFIER_CHANGES.name()),
      "channel-sync-linkedin", Set.of(Topics.LINKEDIN_IDENTIFIER_CHANGES.name()));

  private final BenchStack stack;
  private final DSLContext sql;
  private final Offsets offsets;
  private final Publish publish;
  private final Contacts.Pipeline pipeline;

  LargeInput(BenchStack stack, DSLContext sql, Offsets offsets, Publish publish, Contacts.Pipeline pipeline) {
    this.stack = stack;
    this.sql = sql;
    this.offsets = offsets;
    this.publish = publish;
    this.pipeline = pipeline;
  }

  /**
   * @param stage names the input: each is another
   * @param rows contacts inserted in one transaction; a fourth as many are imported
   * @param mails usual ones; for each hundred there is one as large as an event may be
   */
  void give(int stage, int rows, int mails) throws Exception {
    insertContacts(stage, rows);
    insertLargeRecords(Math.max(4, rows / 2000));
    importFile(stage, rows / 4);
    publishMails(stage, mails);
    awaitTakenIn();
  }

  private void insertContacts(int stage, int rows) {
    sql.execute("""
        insert into records (tenant, pipeline_id, data)
        select ?, ?, jsonb_build_object('first_name', 'Ada', 'work_email', 'ada-' || i || '@stage-' || ?::int || '.test',
          'phone_number', '+1 212 ' || 200 + i % 800 || ' ' || lpad((i % 9973)::text, 4, '0'),
          'linkedin', 'https://www.linkedin.com/in/ada-' || ?::int || '-' || i)
        from generate_series(1, ?) i""", Contacts.TENANT, pipeline.id(), stage, stage, rows);
  }

  /** As large as the API lets a record be, changed twice: the log of changes then holds each before and after. */
  private void insertLargeRecords(int count) {
    var ids = sql.fetch("""
        insert into records (tenant, pipeline_id, data)
        select ?, ?, jsonb_build_object('notes', (select string_agg(md5(i::text || ':' || n), '') from generate_series(1, ?) n))
        from generate_series(1, ?) i returning id""", Contacts.TENANT, pipeline.id(), MIB / 33, count).getValues(0, Long.class);
    for (var field : Set.of("first_name", "last_name")) {
      sql.execute("update records set data = data || jsonb_build_object(?::text, 'Ada') where tenant = ? and id = any (?)",
          field, Contacts.TENANT, ids.toArray(Long[]::new));
    }
  }

  private void importFile(int stage, int lines) throws IOException {
    var file = stack.folder("heap").resolve("import-%d.csv".formatted(stage));
    Files.write(file, Stream.concat(
        Stream.of("external_id,first_name,work_email"),
        IntStream.range(0, lines).mapToObj("ext-%1$d,Ada,imported-%1$d@elsewhere.test"::formatted)).toList());
    Contacts.frontDoor(stack).postFile("/api/records/import?pipeline=%s&source=stage-%d".formatted(pipeline.name(), stage), file, "text/csv");
  }

  private void publishMails(int stage, int count) {
    var mails = new Mails("heap-" + stage);
    for (int from = 0; from < count; from += 100) {
      var hundred = new ArrayList<CommunicationObserved>();
      IntStream.range(from, from + 100).mapToObj(mails::mail).forEach(hundred::add);
      hundred.add(mails.mail(count + from, EVENT_TEXT - 16));
      publish.send(hundred.stream()
          .map(mail -> publish.encoded(Topics.COMMUNICATIONS, CommunicationKey.of(mail), mail)).toList());
    }
  }

  private void awaitTakenIn() throws Exception {
    awaitCaptured();
    offsets.awaitRead("record-service", Set.of(Topics.RECORD_UPSERTS.name()), LIMIT);
    awaitCaptured();
    for (var reader : READERS.entrySet()) {
      offsets.awaitRead(reader.getKey(), reader.getValue(), LIMIT);
    }
  }

  /** The slot has passed all that is committed now. */
  private void awaitCaptured() throws InterruptedException {
    var now = sql.fetchSingle("select pg_current_wal_insert_lsn()::text").get(0, String.class);
    // Null while a slot is being made anew.
    while (!sql.fetchSingle("select coalesce(confirmed_flush_lsn >= ?::pg_lsn, false) from pg_replication_slots where slot_name = 'tributary_records'", now)
        .get(0, Boolean.class)) {
      Thread.sleep(200);
    }
  }
}
