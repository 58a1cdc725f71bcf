package io.tributary.participants.known;

import io.tributary.events.ChannelConnection;
import io.tributary.participants.known.OwnIdentities.Account;
import io.tributary.participants.known.OwnIdentities.Own;
import io.tributary.service.kafka.Received;
import io.tributary.service.kafka.UnprocessableEvent;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A connected account as its topic shows it. @param state null where the account is gone */
record ConnectionNow(Account account, @Nullable ChannelConnection state) {

  static ConnectionNow of(Received<ChannelConnection> received) {
    var state = received.value();
    if (state != null) {
      return new ConnectionNow(new Account(state.getTenant(), state.getChannel().name(), state.getAccount()), state);
    }
    var parts = received.key().split("\\|", 3);
    if (parts.length < 3) {
      throw new UnprocessableEvent("The key of a connection is tenant|channel|account; this one has %d parts.".formatted(parts.length));
    }
    return new ConnectionNow(new Account(parts[0], parts[1].toUpperCase(Locale.ROOT), parts[2]), null);
  }

  /** The other, which came later, unless this is the newer state. */
  ConnectionNow orNewer(ConnectionNow later) {
    return state != null && later.state != null && state.getVersion() > later.state.getVersion() ? this : later;
  }

  Stream<Own> own() {
    return state == null
        ? Stream.empty()
        : state.getOwnIdentifiers().stream().map(identifier -> new Own(account, IdentitiesOf.itself(identifier)));
  }
}
