package io.tributary.records.sync;

import io.tributary.events.Channel;
import io.tributary.events.Keys;
import io.tributary.events.SyncReason;
import io.tributary.events.SyncRequested;
import io.tributary.events.Topics;
import io.tributary.records.profile.ReadProfile;
import io.tributary.service.kafka.EventPublisher;
import io.tributary.service.kafka.Outgoing;
import io.tributary.service.web.Caller;
import io.tributary.service.web.Problem;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Asks channels to sync a record because a person wants it. */
@Component
class RequestSync {

  private static final List<String> CHANNELS = List.of("email", "whatsapp", "linkedin");

  private final ReadProfile profiles;
  private final EventPublisher publisher;

  RequestSync(ReadProfile profiles, EventPublisher publisher) {
    this.profiles = profiles;
    this.publisher = publisher;
  }

  /**
   * Returns when the broker has the requests.
   *
   * @param wanted channels to sync; null for all on which the record has an identifier
   * @return the request's id, by channel
   * @throws Problem 404 if there is no such record, 422 if there is nothing to sync
   */
  Map<String, String> request(Caller caller, long recordId, boolean force, @Nullable List<@Nullable String> wanted) {
    var channels = channels(caller.tenant().id(), recordId, wanted);
    var now = Instant.now();
    var ids = new LinkedHashMap<String, String>();
    var events = new ArrayList<Outgoing<SyncRequested>>();
    for (var channel : channels) {
      var id = UUID.randomUUID().toString();
      ids.put(channel, id);
      events.add(event(caller, recordId, force, channel, id, now));
    }
    publisher.publish(events);
    return ids;
  }

  private List<String> channels(String tenant, long recordId, @Nullable List<@Nullable String> wanted) {
    var synced = profiles.syncedChannels(tenant, recordId);
    if (wanted == null) {
      if (synced.isEmpty()) {
        throw Problem.invalid("The record has no identifier that its pipeline's duplicate rules name: there is nobody to look for.");
      }
      return synced;
    }
    var channels = wanted.stream().map(channel -> channel == null ? "null" : channel.toLowerCase(Locale.ROOT)).distinct().toList();
    for (var channel : channels) {
      if (!CHANNELS.contains(channel)) {
        throw Problem.invalid("channels", "must be of email, whatsapp and linkedin, not " + channel);
      }
      if (!synced.contains(channel)) {
        throw Problem.invalid("channels", "the record has no identifier for " + channel);
      }
    }
    if (channels.isEmpty()) {
      throw Problem.invalid("channels", "names no channel; leave it out for all");
    }
    return channels;
  }

  private static Outgoing<SyncRequested> event(
      Caller caller, long recordId, boolean force, String channel, String id, Instant now) {
    var tenant = caller.tenant().id();
    var topic = Topics.SYNC_REQUESTS.get(Channel.valueOf(channel.toUpperCase(Locale.ROOT)));
    var request = SyncRequested.newBuilder()
        .setTenant(tenant)
        .setRecordId(recordId)
        .setRequestId(id)
        .setReason(SyncReason.MANUAL)
        .setForce(force)
        .setRequestedBy(caller.subject())
        .setRequestedAt(now)
        .build();
    return Outgoing.of(java.util.Objects.requireNonNull(topic), Keys.of(tenant, recordId), request);
  }
}
