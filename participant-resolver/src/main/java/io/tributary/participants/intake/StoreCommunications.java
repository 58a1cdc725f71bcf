package io.tributary.participants.intake;

import static java.util.stream.Collectors.toSet;

import io.micrometer.core.instrument.Metrics;
import io.tributary.events.CommunicationObserved;
import io.tributary.participants.known.Directions;
import io.tributary.participants.links.DecideLinks;
import io.tributary.participants.links.PublishedRows;
import io.tributary.service.database.Database;
import io.tributary.service.kafka.BatchHandler;
import io.tributary.service.kafka.Received;
import java.util.HashSet;
import java.util.List;
import org.jooq.DSLContext;

/**
 * Stores a batch of communications: conversations, participants and messages, each once however often it is observed, and decides whose
 * participants the new ones are. A handful of statements a batch, whatever its size.
 */
public final class StoreCommunications implements BatchHandler<CommunicationObserved> {

  /** Counter: messages that a webhook told of people whom no record holds; they wait for their record, and go. */
  static final String STRANGERS = "tributary.communications.strangers";

  private final Database database;
  private final PublishedRows published;
  private final LockPeople people = new LockPeople();

  public StoreCommunications(Database database, PublishedRows published) {
    this.database = database;
    this.published = published;
  }

  @Override
  public void handle(List<Received<CommunicationObserved>> batch) {
    var observed = ReadCommunications.of(batch);
    if (!observed.isEmpty()) {
      database.runAsWorker(db -> store(db, people, observed));
      published.poke();
    }
  }

  static void store(DSLContext db, LockPeople people, List<Observed> arrived) {
    var alone = people.lock(db, arrived);
    var observed = wanted(db, arrived);
    if (observed.isEmpty()) {
      return;
    }
    var stored = new StoreConversations(db).store(observed);
    var conversations = stored.byMessage();
    var participants = new StoreParticipants(db).store(observed, alone);
    var said = observed.stream().filter(one -> !one.departure()).toList();
    var messages = new StoreMessages(db).store(said, conversations, participants);
    new StoreCopies(db).store(said, messages);
    var changed = new HashSet<>(messages.changed(said));
    changed.addAll(new StoreRoles(db).store(said, messages, conversations, participants));
    new WriteFacts(db).ofNew(messages.fresh(said));
    new WriteFacts(db).ofKnown(changed);
    new StoreDepartures(db).store(observed, conversations, participants);
    new StoreReading(db).store(said, messages, conversations, participants);
    new CountConversations(db).count(observed, messages, conversations);
    var undecided = new HashSet<>(participants.changed());
    undecided.addAll(new LearnListAddresses(db).learn(observed));

    // Last, what all batches of a tenant write: its own sides, and its days.
    new WriteParticipants(db).known(observed, participants);
    DecideLinks.of(db, undecided);
    var counting = new HashSet<>(messages.fresh(said));
    counting.addAll(new Directions(db).ofMessages(changed));
    new MarkDays(db).mark(counting, stored.moved());
  }

  /** Without those that nobody may store, and those that wait for somebody to hold who takes part. */
  private static List<Observed> wanted(DSLContext db, List<Observed> arrived) {
    var allowed = WithoutErased.of(db, arrived);
    new NoteUnknownSenders(db).note(allowed);
    var known = WithoutStrangers.of(db, allowed);
    hold(db, allowed, known);
    return known;
  }

  private static void hold(DSLContext db, List<Observed> allowed, List<Observed> known) {
    if (known.size() < allowed.size()) {
      var keys = known.stream().map(Observed::key).collect(toSet());
      var strangers = allowed.stream().filter(message -> !keys.contains(message.key())).toList();
      new HoldStrangers(db).hold(strangers);
      Metrics.counter(STRANGERS).increment(strangers.size());
    }
  }
}
