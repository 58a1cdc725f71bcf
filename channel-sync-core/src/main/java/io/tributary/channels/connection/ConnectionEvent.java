package io.tributary.channels.connection;

import io.tributary.channels.jooq.tables.records.ConnectionsRecord;
import io.tributary.events.Channel;
import io.tributary.events.ChannelConnection;
import io.tributary.events.ConnectionStatus;
import io.tributary.events.Keys;
import io.tributary.events.Topics;
import io.tributary.events.Visibility;
import io.tributary.service.kafka.Outgoing;
import java.util.Locale;
import java.util.function.Function;

/** A connection's row as its event. */
public record ConnectionEvent(Channel channel) implements Function<ConnectionsRecord, Outgoing<ChannelConnection>> {

  @Override
  public Outgoing<ChannelConnection> apply(ConnectionsRecord row) {
    var key = Keys.of(row.getTenant(), channel.name().toLowerCase(Locale.ROOT), row.getAccount());
    return Outgoing.of(Topics.CHANNEL_CONNECTIONS, key, ChannelConnection.newBuilder()
        .setTenant(row.getTenant())
        .setChannel(channel)
        .setAccount(row.getAccount())
        .setVersion(row.getVersion())
        .setStatus(ConnectionStatus.valueOf(row.getStatus()))
        .setDisplayName(row.getDisplayName())
        .setOwnIdentifiers(OwnIdentifiers.read(row.getOwnIdentifiers()))
        .setVisibility(Visibility.valueOf(row.getVisibility()))
        .setChangedAt(row.getChangedAt().toInstant())
        .build());
  }
}
