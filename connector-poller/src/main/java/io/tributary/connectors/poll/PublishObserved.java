package io.tributary.connectors.poll;

import io.tributary.connectors.ConnectionKey;
import io.tributary.events.CommunicationKey;
import io.tributary.events.Topics;
import io.tributary.service.database.Database;
import io.tributary.service.kafka.EventPublisher;
import io.tributary.service.kafka.Outgoing;
import java.util.List;
import java.util.function.Consumer;
import org.jooq.DSLContext;

/** Publishes what a connection showed, where it is new or has changed; what is remembered of it is stored after the broker has it. */
public final class PublishObserved {

  private final Database database;
  private final EventPublisher publisher;

  public PublishObserved(Database database, EventPublisher publisher) {
    this.database = database;
    this.publisher = publisher;
  }

  /**
   * @param afterwards in one transaction with what is remembered
   * @return how many were new or had changed
   * @throws io.tributary.service.kafka.PublishFailed if the broker does not have all of them
   */
  public int publish(ConnectionKey key, List<Observed> shown, Consumer<DSLContext> afterwards) {
    var unknown = database.asWorker(db -> new Seen(db, key).unknownOf(shown));
    publisher.publish(unknown.stream().map(item -> Outgoing.of(Topics.COMMUNICATIONS, CommunicationKey.of(item.event()), item.event())).toList());
    database.runAsWorker(db -> {
      new Seen(db, key).store(unknown);
      afterwards.accept(db);
    });
    return unknown.size();
  }
}
