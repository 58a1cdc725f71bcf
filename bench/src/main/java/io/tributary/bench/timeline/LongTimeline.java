package io.tributary.bench.timeline;

import io.tributary.bench.BenchStack;
import io.tributary.bench.Figure;
import io.tributary.bench.Outcome;
import io.tributary.bench.Publish;
import io.tributary.bench.Samples;
import io.tributary.bench.Scenario;
import io.tributary.bench.Sizes;
import io.tributary.events.Keys;
import io.tributary.events.Position;
import io.tributary.events.RecordIdentifier;
import io.tributary.events.RecordState;
import io.tributary.events.Topics;
import io.tributary.identifiers.EmailAddresses;
import io.tributary.local.feed.FrontDoor;
import io.tributary.local.stack.Service;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Set;
import org.jooq.DSLContext;

/** A record with 100,000 messages: its first timeline page and a conversation's over HTTP, and linking somebody with 10,000 messages. */
public final class LongTimeline implements Scenario {

  private static final int MESSAGES = 100_000;
  private static final int STRANGERS = 10_000;
  private static final int PAGES = 40;
  private static final double AIM = 3;
  private static final Duration LIMIT = Duration.ofMinutes(1);
  private static final String SERVICE = "participant-resolver";

  /** The same page with the same columns, by the shortest statement that reads it. */
  private static final String BARE_CONVERSATIONS = """
      select jsonb_agg(page)::text from (
        select c.id, c.channel, c.type, c.subject, c.last_message_at, c.message_count, c.participant_count, c.unread_count, c.priority, c.is_hot,
          c.first_message_at, c.last_accessed_at, (
            select jsonb_agg(jsonb_build_array(p.id, p.display_name, p.handle))
            from conversation_participants x join participants p on p.tenant = x.tenant and p.id = x.participant_id
            where x.tenant = c.tenant and x.conversation_id = c.id) as people
        from participant_links l
        join conversation_participants m on m.tenant = l.tenant and m.participant_id = l.participant_id
        join conversations c on c.tenant = m.tenant and c.id = m.conversation_id
        where l.tenant = '%1$s' and l.record_id = 1
        order by c.last_message_at desc, c.id desc limit 50) page""";

  private static final String BARE_MESSAGES = """
      select jsonb_agg(page)::text from (
        select m.*, (
            select jsonb_agg(jsonb_build_array(r.role, p.id, p.display_name, p.handle))
            from message_participants r join participants p on p.tenant = r.tenant and p.id = r.participant_id
            where r.tenant = m.tenant and r.message_id = m.id) as people, (
            select jsonb_agg(jsonb_build_array(k.account, k.folder, k.read)) from message_copies k where k.tenant = m.tenant and k.message_id = m.id) as copies
        from messages m where m.tenant = '%1$s' and m.conversation_id = 900000000 order by m.sent_at desc, m.id desc limit 50) page""";

  @Override
  public String name() {
    return "timeline";
  }

  @Override
  public String description() {
    return "First pages of a record with 100,000 messages over HTTP, beside the bare SQL of the same page; linking somebody with 10,000 messages.";
  }

  @Override
  public Outcome run(BenchStack stack, Sizes sizes) throws Exception {
    var tenant = "long";
    stack.startServices(List.of(SERVICE));
    try (var sql = stack.sql("communications"); var publish = Publish.to(stack)) {
      stack.progress().say("writing the history");
      new LongHistory(tenant, sizes.of(MESSAGES), sizes.of(STRANGERS)).write(sql);
      var local = stack.local();
      var service = Service.ALL.stream().filter(each -> each.name().equals(SERVICE)).findFirst().orElseThrow();
      var token = local.key().token(tenant, "bench", Set.of("api"), Duration.ofHours(1));
      var api = new FrontDoor(local.services().url(service), () -> token);
      var conversations = new Pair(() -> api.get("/api/records/1/conversations"), () -> sql.fetchSingle(BARE_CONVERSATIONS.formatted(tenant)));
      var messages = new Pair(() -> api.get("/api/conversations/900000000/messages"), () -> sql.fetchSingle(BARE_MESSAGES.formatted(tenant)));
      for (int page = 0; page < PAGES * sizes.rounds(); page++) {
        conversations.measure(page >= PAGES / 2);
        messages.measure(page >= PAGES / 2);
      }
      var measured = new LinkedHashMap<String, Double>();
      conversations.tell("conversations", measured);
      messages.tell("messages", measured);
      measured.put("link ms", link(publish, sql, tenant));
      return new Outcome(name(), List.of(
          Figure.atMost("conversations ratio", conversations.ratio(), AIM), Figure.atMost("messages ratio", messages.ratio(), AIM)), measured);
    } finally {
      stack.stopServices();
    }
  }

  /** @return milliseconds from a record's state on its topic to the link of somebody with very many messages */
  private static double link(Publish publish, DSLContext sql, String tenant) throws InterruptedException {
    var state = RecordState.newBuilder().setTenant(tenant).setRecordId(2L).setPipeline("contacts").setPosition(new Position(1L, 1L, 1L))
        .setIdentifiers(List.of(new RecordIdentifier("email", EmailAddresses.identify(LongHistory.ADDRESS).found().orElseThrow(), List.of())))
        .setDisplayName("Stranger").setFingerprint("1").setCommittedAt(Instant.EPOCH).build();
    var event = publish.encoded(Topics.RECORD_STATES, Keys.of(tenant, 2), state);
    long began = System.nanoTime();
    publish.send(List.of(event));
    while (sql.fetchSingle("select count(*) from participant_links where tenant = ? and record_id = 2", tenant).get(0, Long.class) == 0) {
      if (System.nanoTime() - began > LIMIT.toNanos()) {
        throw new IllegalStateException("After %s nobody is linked to the record.".formatted(LIMIT));
      }
      Thread.sleep(1);
    }
    return (System.nanoTime() - began) / 1e6;
  }

  /** Ours and its floor, taking turns. */
  private static final class Pair {

    private final Runnable ours;
    private final Runnable floor;
    private final List<Double> ourMillis = new ArrayList<>();
    private final List<Double> floorMillis = new ArrayList<>();

    Pair(Runnable ours, Runnable floor) {
      this.ours = ours;
      this.floor = floor;
    }

    void measure(boolean counts) {
      double our = millis(ours);
      double bare = millis(floor);
      if (counts) {
        ourMillis.add(our);
        floorMillis.add(bare);
      }
    }

    double ratio() {
      return Samples.median(ourMillis) / Samples.median(floorMillis);
    }

    void tell(String what, LinkedHashMap<String, Double> measured) {
      measured.put(what + " ms", Samples.median(ourMillis));
      measured.put(what + " floor ms", Samples.median(floorMillis));
    }

    private static double millis(Runnable work) {
      long began = System.nanoTime();
      work.run();
      return (System.nanoTime() - began) / 1e6;
    }
  }
}
