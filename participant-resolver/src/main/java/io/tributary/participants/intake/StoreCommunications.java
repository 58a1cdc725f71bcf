package io.tributary.participants.intake;

import io.tributary.events.CommunicationObserved;
import io.tributary.participants.known.LockIdentities;
import io.tributary.participants.links.DecideLinks;
import io.tributary.participants.links.PublishedRows;
import io.tributary.service.database.Database;
import io.tributary.service.kafka.BatchHandler;
import io.tributary.service.kafka.Received;
import java.util.TreeSet;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Stores a batch of communications: conversations, participants and messages, each once however often it is observed, and decides whose
 * participants the new ones are. A handful of statements a batch, whatever its size.
 */
public final class StoreCommunications implements BatchHandler<CommunicationObserved> {

  private final Database database;
  private final PublishedRows published;

  public StoreCommunications(Database database, PublishedRows published) {
    this.database = database;
    this.published = published;
  }

  @Override
  public void handle(List<Received<CommunicationObserved>> batch) {
    var observed = ReadCommunications.of(batch);
    if (observed.isEmpty()) {
      return;
    }
    database.runAsWorker(db -> {
      LockIdentities.lock(db, observed.stream().flatMap(Observed::identities).collect(Collectors.toCollection(TreeSet::new)));
      var conversations = new StoreConversations(db).store(observed);
      var participants = new StoreParticipants(db).store(observed);
      new StoreMessages(db).store(observed, conversations, participants);
      var toDecide = new TreeSet<>(participants.changed());
      toDecide.addAll(new LearnListAddresses(db).learn(observed));
      DecideLinks.of(db, toDecide);
    });
    published.poke();
  }
}
