package io.tributary.participants.links;

import io.tributary.events.BulkClass;
import io.tributary.events.Channel;
import io.tributary.events.CommunicationFact;
import io.tributary.events.CommunicationKind;
import io.tributary.events.Direction;
import io.tributary.events.Keys;
import io.tributary.events.Topics;
import io.tributary.participants.jooq.tables.records.MessageFactsRecord;
import io.tributary.service.kafka.Outgoing;
import java.util.List;

/** That a communication took place, for analysts: no content, no record ids. */
final class FactEvent {

  static Outgoing<CommunicationFact> of(MessageFactsRecord row) {
    var key = Keys.of(row.getTenant(), row.getMessageId());
    if (row.getGone()) {
      return Outgoing.tombstone(Topics.COMMUNICATION_FACTS, key);
    }
    return Outgoing.of(Topics.COMMUNICATION_FACTS, key, CommunicationFact.newBuilder()
        .setTenant(row.getTenant())
        .setMessageId(row.getMessageId())
        .setVersion(row.getVersion())
        .setConversationId(row.getConversationId())
        .setChannel(Channel.valueOf(row.getChannel()))
        .setKind(CommunicationKind.valueOf(row.getKind()))
        .setDirection(Direction.valueOf(row.getDirection()))
        .setSentAt(row.getSentAt().toInstant())
        .setParticipantIds(List.of(row.getParticipantIds()))
        .setBulk(BulkClass.valueOf(row.getBulk()))
        .setSize(row.getSize())
        .setAttachments(row.getAttachments())
        .setDeleted(row.getDeleted())
        .build());
  }

  private FactEvent() {}
}
