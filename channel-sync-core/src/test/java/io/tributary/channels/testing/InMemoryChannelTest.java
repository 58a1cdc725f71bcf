package io.tributary.channels.testing;

import io.tributary.channels.ConnectedAccount;
import java.time.Instant;
import java.util.List;
import java.util.Set;

class InMemoryChannelTest implements ChannelContract {

  private static final Instant FIRST = Instant.parse("2024-01-01T00:00:00Z");

  @Override
  public ChannelWorld world() {
    var channel = new InMemoryChannel(2);
    for (int i = 0; i < 5; i++) {
      channel.add("mailbox", "m" + i, FIRST.plusSeconds(60L * i), "ada@example.org");
    }
    channel.add("mailbox", "other", FIRST, "bob@example.org");
    var account = new ConnectedAccount("acme", "mailbox", Set.of());
    return new ChannelWorld(channel, account, List.of("ada@example.org"), 5, FIRST.plusSeconds(90), 3, "unknown");
  }
}
