package io.tributary.participants.analytics;

import io.tributary.events.Channel;
import io.tributary.events.DailyAnalytics;
import io.tributary.events.Keys;
import io.tributary.events.Topics;
import io.tributary.participants.jooq.tables.records.DailyAnalyticsRecord;
import io.tributary.service.kafka.Outgoing;
import java.util.Locale;

/** The figures of a day as the stream shows them. */
final class DayEvent {

  static Outgoing<DailyAnalytics> of(DailyAnalyticsRecord row) {
    var key = Keys.of(row.getTenant(), row.getChannel().toLowerCase(Locale.ROOT), row.getDay());
    return Outgoing.of(Topics.COMMUNICATION_ANALYTICS, key, DailyAnalytics.newBuilder()
        .setTenant(row.getTenant())
        .setChannel(Channel.valueOf(row.getChannel()))
        .setDay(row.getDay())
        .setVersion(row.getVersion())
        .setMessagesIn(row.getMessagesIn())
        .setMessagesOut(row.getMessagesOut())
        .setActiveConversations(row.getActiveConversations())
        .setMedianResponseSeconds(row.getMedianResponseSeconds())
        .setSyncsSucceeded(row.getSyncsSucceeded())
        .setSyncsFailed(row.getSyncsFailed())
        .setMedianSyncMillis(row.getMedianSyncMillis())
        .build());
  }

  private DayEvent() {}
}
