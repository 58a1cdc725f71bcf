package io.tributary.bench.timeline;

import io.tributary.bench.BenchStack;
import io.tributary.bench.Figure;
import io.tributary.bench.Outcome;
import io.tributary.bench.Publish;
import io.tributary.bench.Samples;
import io.tributary.bench.Scenario;
import io.tributary.bench.Sizes;
import io.tributary.local.feed.FrontDoor;
import io.tributary.local.stack.Service;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

/** A record with 100,000 messages: its first timeline page and a conversation's over HTTP, and linking people with 10,000 messages. */
public final class LongTimeline implements Scenario {

  private static final int MESSAGES = 100_000;
  private static final int STRANGERS = 10_000;
  private static final int PAGES = 40;
  private static final double AIM = 3;
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
    return "First pages of a record with 100,000 messages over HTTP, beside the bare SQL of the same page; linking people with 10,000.";
  }

  @Override
  public Outcome run(BenchStack stack, Sizes sizes) throws Exception {
    var tenant = "long";
    stack.startServices(List.of(SERVICE));
    try (var sql = stack.sql("communications"); var publish = Publish.to(stack)) {
      stack.progress().say("writing the history");
      new LongHistory(tenant, sizes.of(MESSAGES), sizes.rounds() + 1, sizes.of(STRANGERS)).write(sql);
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
      var links = links(new LinkPeople(publish, sql, tenant), sizes.rounds());
      links.tell("link", measured);
      return new Outcome(name(), List.of(
          Figure.atMost("conversations ratio", conversations.ratio(), AIM), Figure.atMost("messages ratio", messages.ratio(), AIM),
          Figure.atMost("link ratio", links.ratio(), AIM)), measured);
    } finally {
      stack.stopServices();
    }
  }

  /** Of people with very many messages, beside people with none. */
  private static Pair links(LinkPeople people, int rounds) {
    var next = new AtomicInteger();
    var links = new Pair(() -> people.link(LongHistory.stranger(next.get())), () -> people.link(LongHistory.newcomer(next.getAndIncrement())));
    for (int round = 0; round <= rounds; round++) {
      links.measure(round > 0);
    }
    return links;
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
