package io.tributary.bench.resolver;

import io.tributary.bench.BenchStack;
import io.tributary.bench.Figure;
import io.tributary.bench.Mails;
import io.tributary.bench.Offsets;
import io.tributary.bench.Outcome;
import io.tributary.bench.Publish;
import io.tributary.bench.Samples;
import io.tributary.bench.Scenario;
import io.tributary.bench.Sizes;
import io.tributary.events.CommunicationKey;
import io.tributary.events.CommunicationObserved;
import io.tributary.events.Keys;
import io.tributary.events.Topics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jooq.DSLContext;

/** Mails on a topic: how many a second the resolver stores and links. Each round is another tenant, so that nothing of it is known. */
public final class ResolverRate implements Scenario {

  private static final int MAILS = 10_000;
  private static final int WARM_UP = 4_000;
  private static final double AIM = 0.3;
  private static final Duration LIMIT = Duration.ofMinutes(5);
  static final String GROUP = "participant-resolver";

  @Override
  public String name() {
    return "resolver";
  }

  @Override
  public String description() {
    return "Mails on a topic to mails stored and linked, beside a bare insert of the same rows into the same tables.";
  }

  @Override
  public Outcome run(BenchStack stack, Sizes sizes) throws Exception {
    int mails = sizes.of(MAILS);
    var ratios = new ArrayList<Double>();
    var floorRates = new ArrayList<Double>();
    var ourRates = new ArrayList<Double>();
    stack.startServices(List.of(GROUP));
    var bare = BareRows.in(stack);
    try (var publish = Publish.to(stack); var offsets = new Offsets(stack.bootstrapServers()); var sql = stack.sql("communications")) {
      for (int round = 0; round <= sizes.rounds(); round++) {
        var tenant = "bench-" + round;
        int count = round == 0 ? sizes.of(WARM_UP) : mails;
        tellRecords(publish, offsets, new Mails(tenant));
        double ours = count / store(publish, offsets, new Mails(tenant), count);
        awaitPublished(sql);
        checkStored(sql, tenant, count);
        double floor = count / bare.write(bare.read(tenant));
        if (round == 0) {
          bare.analyze();
          continue;
        }
        stack.progress().say("round %d: floor %.0f mails/s, ours %.0f".formatted(round, floor, ours));
        floorRates.add(floor);
        ourRates.add(ours);
        ratios.add(ours / floor);
      }
    } finally {
      stack.stopServices();
    }
    var measured = new LinkedHashMap<String, Double>();
    measured.put("ours mails/s", Samples.median(ourRates));
    measured.put("floor mails/s", Samples.median(floorRates));
    measured.put("ours ms a thousand", 1e6 / Samples.median(ourRates));
    measured.put("floor ms a thousand", 1e6 / Samples.median(floorRates));
    return new Outcome(name(), List.of(Figure.atLeast("rate ratio", Samples.median(ratios), AIM)), measured);
  }

  static void tellRecords(Publish publish, Offsets offsets, Mails mails) throws Exception {
    publish.send(mails.records().stream()
        .map(record -> publish.encoded(Topics.RECORD_STATES, Keys.of(record.getTenant(), record.getRecordId()), record)).toList());
    offsets.awaitRead(GROUP, Set.of(Topics.RECORD_STATES.name()), LIMIT);
  }

  private static double store(Publish publish, Offsets offsets, Mails mails, int count) throws Exception {
    return store(publish, offsets, IntStream.range(0, count).mapToObj(mails::mail));
  }

  /** @return seconds from the first mail that is sent until the offset behind the last is committed */
  static double store(Publish publish, Offsets offsets, Stream<CommunicationObserved> mails) throws Exception {
    var events = mails
        .map(mail -> publish.encoded(Topics.COMMUNICATIONS, CommunicationKey.of(mail), mail)).toList();
    long began = System.nanoTime();
    publish.send(events);
    offsets.awaitRead(GROUP, Set.of(Topics.COMMUNICATIONS.name()), LIMIT);
    return (System.nanoTime() - began) / 1e9;
  }

  /** Links and facts go out to their topics on the side; the next round is not to pay for them. */
  static void awaitPublished(DSLContext sql) throws InterruptedException {
    while (sql.fetchSingle("""
        select exists (select from participant_links where version > published_version)
          or exists (select from message_facts where version > published_version)""").get(0, Boolean.class)) {
      Thread.sleep(50);
    }
  }

  static void checkStored(DSLContext sql, String tenant, int count) {
    long stored = sql.fetchSingle("select count(*) from messages where tenant = ?", tenant).get(0, Long.class);
    long linked = sql.fetchSingle(
        "select count(*) from participant_links where status = 'LINKED' and tenant = ?", tenant).get(0, Long.class);
    if (stored != count || linked == 0) {
      throw new IllegalStateException("%d of %d mails are stored, %d participants are linked.".formatted(stored, count, linked));
    }
  }
}
