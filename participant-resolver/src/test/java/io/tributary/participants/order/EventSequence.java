package io.tributary.participants.order;

import io.tributary.events.BulkClass;
import io.tributary.events.CommunicationObserved;
import io.tributary.events.Identifier;
import io.tributary.events.IdentifierKind;
import io.tributary.events.Visibility;
import io.tributary.identifiers.EmailAddresses;
import io.tributary.participants.Chat;
import io.tributary.participants.Mail;
import io.tributary.participants.RecordNow;
import io.tributary.participants.Resolver;
import io.tributary.participants.UntilStored;
import io.tributary.participants.links.DecideLinks;
import io.tributary.participants.links.ParticipantKey;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;

/**
 * What happens to a tenant, told by a seed: mail and chats of a few people who share addresses and names, records that hold them, let go, are deleted, come
 * back and are merged, accounts that turn out to be the tenant's own. Versions, not the order of arrival, say what came last.
 */
final class EventSequence {

  private static final int RECORDS = 5;
  private static final List<Identifier> NUMBERS = List.of(Chat.NUMBER, Chat.LID, Chat.OTHER_NUMBER, Chat.OTHER_LID);

  /** Something that arrives. */
  sealed interface Event {
    record Said(Mail mail) implements Event {}

    record Chatted(String id, String chat, List<Identifier> searched, List<Identifier> aliases) implements Event {}

    record Changed(RecordNow state) implements Event {}

    record Connected(long version, String address) implements Event {}

    record Ranked(long version, String first) implements Event {}
  }

  /** What a person says once: {@code LINKED} or {@code FORBIDDEN}. */
  record Decision(String address, long record, String decision) {}

  private final Random random;
  private final List<Event> events = new ArrayList<>();
  private final List<Decision> decisions = new ArrayList<>();

  EventSequence(long seed) {
    this.random = new Random(seed);
    IntStream.range(0, 8).forEach(i -> says(seed + "-" + i));
    IntStream.range(0, 4).forEach(i -> events.add(new Event.Chatted(seed + "-c" + i, "chat-" + random.nextInt(3), searched(), some(NUMBERS, 2))));
    IntStream.rangeClosed(1, RECORDS).forEach(id -> IntStream.rangeClosed(1, 1 + random.nextInt(3))
        .forEach(version -> events.add(new Event.Changed(state(id, version)))));
    IntStream.rangeClosed(1, random.nextInt(3)).forEach(version -> events.add(new Event.Connected(version, address())));
    IntStream.range(0, 4).forEach(_ -> decisions.add(
        new Decision(address(), 1 + random.nextInt(RECORDS), random.nextBoolean() ? "LINKED" : "FORBIDDEN")));
    IntStream.rangeClosed(1, random.nextInt(3)).forEach(version -> events.add(new Event.Ranked(version, pick(List.of("contacts", "companies", "")))));
  }

  /** As they happened. */
  void deliver(Resolver tenant) {
    events.forEach(event -> arrive(tenant, List.of(event)));
  }

  /** In another order, some twice, in batches of any size. */
  void deliverOtherwise(Resolver tenant, Random order) {
    batches(order).forEach(batch -> arrive(tenant, batch));
  }

  /** Likewise, several at a time: by consumers of several partitions, or several processes. */
  void deliverSideBySide(Resolver tenant, Random order, int consumers) throws InterruptedException, ExecutionException {
    var waiting = new ConcurrentLinkedQueue<>(batches(order));
    try (var threads = Executors.newFixedThreadPool(consumers)) {
      var consuming = IntStream.range(0, consumers).mapToObj(_ -> threads.submit(() -> {
        for (var batch = waiting.poll(); batch != null; batch = waiting.poll()) {
          var events = batch;
          UntilStored.run(() -> arrive(tenant, events));
        }
      })).toList();
      for (var consumer : consuming) {
        consumer.get();
      }
    }
  }

  private List<List<Event>> batches(Random order) {
    var arriving = new ArrayList<>(events);
    events.stream().filter(_ -> order.nextInt(4) == 0).forEach(arriving::add);
    Collections.shuffle(arriving, order);
    var batches = new ArrayList<List<Event>>();
    while (!arriving.isEmpty()) {
      var next = arriving.subList(0, 1 + order.nextInt(Math.min(6, arriving.size())));
      batches.add(List.copyOf(next));
      next.clear();
    }
    return batches;
  }

  /** As they happened, and people decide when all is there. */
  void deliverAndDecide(Resolver tenant) {
    deliver(tenant);
    decisions.forEach(decision -> decide(tenant, decision));
  }

  /** What was said comes first, in another order, since people decide about whom they see; then records change and people decide in any order. */
  void decideInBetween(Resolver tenant, Random order) {
    var said = new ArrayList<>(events.stream().filter(event -> event instanceof Event.Said || event instanceof Event.Chatted).toList());
    Collections.shuffle(said, order);
    said.forEach(event -> arrive(tenant, List.of(event)));
    var steps = new ArrayList<Runnable>();
    events.stream().filter(event -> !said.contains(event)).forEach(event -> steps.add(() -> arrive(tenant, List.of(event))));
    decisions.forEach(decision -> steps.add(() -> decide(tenant, decision)));
    Collections.shuffle(steps, order);
    steps.forEach(Runnable::run);
  }

  /** At a time of its own, whenever it is taken in. */
  private void decide(Resolver tenant, Decision decision) {
    tenant.database().runAsWorker(db -> {
      var address = EmailAddresses.identify(decision.address()).found().orElseThrow().getCanonical();
      var participants = db.fetch("""
          insert into link_decisions (tenant, participant_id, record_id, decision, decided_by, decided_at)
          select tenant, participant_id, ?, ?, 'eve', timestamptz '2026-03-01 00:00Z' + make_interval(mins => ?)
          from participant_aliases where tenant = ? and kind = 'EMAIL' and value = ?
          on conflict (tenant, participant_id, record_id) do update set decision = excluded.decision, decided_at = excluded.decided_at
          where link_decisions.decided_at < excluded.decided_at
          returning participant_id""", decision.record(), decision.decision(), decisions.indexOf(decision), tenant.tenant(), address);
      DecideLinks.of(db, participants.map(row -> new ParticipantKey(tenant.tenant(), row.get(0, Long.class))), "eve");
    });
  }

  private static void arrive(Resolver tenant, List<Event> batch) {
    var mails = batch.stream().filter(Event.Said.class::isInstance).map(event -> ((Event.Said) event).mail()).toArray(Mail[]::new);
    var chats = batch.stream().filter(Event.Chatted.class::isInstance).map(Event.Chatted.class::cast)
        .map(said -> Chat.in(said.chat(), Chat.messageFoundBy(tenant, said.id(), said.searched(), said.aliases().toArray(Identifier[]::new)))).toArray(CommunicationObserved[]::new);
    var states = batch.stream().filter(Event.Changed.class::isInstance).map(event -> ((Event.Changed) event).state()).toArray(RecordNow[]::new);
    tenant.observe(mails);
    tenant.observe(chats);
    tenant.apply(states);
    for (var event : batch) {
      if (event instanceof Event.Connected(var version, var address)) {
        tenant.connect("account-1", version, Visibility.FULL, address);
      } else if (event instanceof Event.Ranked(var version, var first)) {
        tenant.rank(version, first.isEmpty() ? new String[0] : new String[] {first});
      }
    }
  }

  /** Some mails another account shows too: without the headers or with others, to somebody whom the first does not name, or as sent by its owner. */
  private void says(String id) {
    var from = address();
    var at = random.nextInt(1_000);
    events.add(new Event.Said(mail(id, from, at)));
    var other = Mail.from(from).to(address()).id(id).at(at).account("account-2").received(at + random.nextInt(10));
    switch (random.nextInt(6)) {
      case 0 -> events.add(new Event.Said(other.unread()));
      case 1 -> events.add(new Event.Said(other.bcc(address()).unread().outbound()));
      case 2 -> events.add(new Event.Said(other.bulk(pick(List.of(BulkClass.AUTO_REPLY, BulkClass.BULK)))));
      default -> { }
    }
  }

  private Mail mail(String id, String from, int at) {
    var mail = Mail.from(from).name(pick(List.of("Ada Lovelace", "Lovelace, Ada", "Bob", "Team"))).to(address(), address()).id(id)
        .at(at).received(at + random.nextInt(10));
    if (random.nextInt(5) == 0) {
      mail.list(address());
    }
    if (random.nextInt(4) == 0) {
      mail.evidence(pick(NUMBERS));
    }
    return random.nextBoolean() ? mail.references(id.substring(0, id.indexOf('-')) + "-" + random.nextInt(8)) : mail;
  }

  private RecordNow state(long id, long version) {
    var state = RecordNow.record(id).version(version);
    switch (random.nextInt(6)) {
      case 0 -> state.deleted();
      case 1 -> state.email(address()).mergedInto(1 + random.nextInt(RECORDS));
      default -> { }
    }
    switch (random.nextInt(6)) {
      case 0 -> state.company("acme.test").email(address());
      case 1 -> state.emailWith(address(), "last_name").value("last_name", pick(List.of("lovelace", "byron")));
      case 2 -> state.phone("+44 20 7946 001" + (8 + random.nextInt(2)));
      default -> state.email(address()).email(address());
    }
    return state;
  }

  /** What the provider was asked for; its attendee may show it or hide it. */
  private List<Identifier> searched() {
    return random.nextBoolean() ? List.of() : List.of(pick(NUMBERS.stream().filter(each -> each.getKind() == IdentifierKind.PHONE).toList()));
  }

  private String address() {
    return pick(List.of("ada@acme.test", "ada+news@acme.test", "bob@acme.test", "info@acme.test", "a.d.a@gmail.com", "ada@gmail.com", "eve@home.test"));
  }

  private <T> T pick(List<T> list) {
    return list.get(random.nextInt(list.size()));
  }

  private <T> List<T> some(List<T> list, int most) {
    var copy = new ArrayList<>(list);
    Collections.shuffle(copy, random);
    return List.copyOf(copy.subList(0, 1 + random.nextInt(most)));
  }
}
