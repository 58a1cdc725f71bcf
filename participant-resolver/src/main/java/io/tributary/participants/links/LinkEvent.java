package io.tributary.participants.links;

import io.tributary.events.Channel;
import io.tributary.events.Keys;
import io.tributary.events.LinkMethod;
import io.tributary.events.LinkStatus;
import io.tributary.events.ParticipantLink;
import io.tributary.events.Topics;
import io.tributary.participants.jooq.tables.records.ParticipantLinksRecord;
import io.tributary.service.kafka.Outgoing;
import java.util.List;

/** A link as the stream shows it; a null for a participant that was joined to another. */
final class LinkEvent {

  static Outgoing<ParticipantLink> of(ParticipantLinksRecord row) {
    var key = Keys.of(row.getTenant(), row.getParticipantId());
    if (row.getGone()) {
      return Outgoing.tombstone(Topics.PARTICIPANT_LINKS, key);
    }
    var method = row.getMethod();
    return Outgoing.of(Topics.PARTICIPANT_LINKS, key, ParticipantLink.newBuilder()
        .setTenant(row.getTenant())
        .setParticipantId(row.getParticipantId())
        .setChannel(Channel.valueOf(row.getChannel()))
        .setVersion(row.getVersion())
        .setStatus(LinkStatus.valueOf(row.getStatus()))
        .setRecordId(row.getRecordId())
        .setSecondaryRecordId(row.getSecondaryRecordId())
        .setMethod(method == null ? null : LinkMethod.valueOf(method))
        .setConfidence(row.getConfidence())
        .setCandidates(List.of(row.getCandidates()))
        .setLinkedBy(row.getLinkedBy())
        .setChangedAt(row.getChangedAt().toInstant())
        .build());
  }

  private LinkEvent() {}
}
