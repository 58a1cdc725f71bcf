package io.tributary.connectors.connection;

import io.tributary.connectors.jooq.tables.records.ConnectionsRecord;
import io.tributary.events.Channel;
import io.tributary.events.ChannelConnection;
import io.tributary.events.Keys;
import io.tributary.events.PollSource;
import io.tributary.events.Topics;
import io.tributary.events.Visibility;
import io.tributary.service.kafka.Outgoing;
import java.util.Locale;
import java.util.function.Function;

/** A connection's row as its event; a removed one's is a tombstone. */
public record ConnectionEvent(Function<PollSource, Channel> channels) implements Function<ConnectionsRecord, Outgoing<ChannelConnection>> {

  @Override
  public Outgoing<ChannelConnection> apply(ConnectionsRecord row) {
    var channel = channels.apply(PollSource.valueOf(row.getSource()));
    var key = Keys.of(row.getTenant(), channel.name().toLowerCase(Locale.ROOT), row.getWorkspace());
    var state = ConnectionState.valueOf(row.getState());
    if (state == ConnectionState.REMOVED) {
      return Outgoing.tombstone(Topics.CHANNEL_CONNECTIONS, key);
    }
    return Outgoing.of(Topics.CHANNEL_CONNECTIONS, key, ChannelConnection.newBuilder()
        .setTenant(row.getTenant())
        .setChannel(channel)
        .setAccount(row.getWorkspace())
        .setVersion(row.getVersion())
        .setStatus(state.status())
        .setDisplayName(row.getName())
        .setOwnIdentifiers(OwnIdentifiers.read(row.getOwnIdentifiers()))
        .setVisibility(Visibility.FULL)
        .setChangedAt(row.getChangedAt().toInstant())
        .build());
  }
}
