package io.tributary.connectors.poll;

import io.tributary.events.Channel;
import io.tributary.events.PollSource;

/** One kind of source. An implementation holds only what is true of its provider; everything else is {@link Poll}'s. */
public interface Connector {

  PollSource source();

  /** The channel that its communications belong to. */
  Channel channel();

  /**
   * Asks the provider whose credentials these are. The workspace of the connection's key is not known yet and empty.
   *
   * @throws io.tributary.connectors.calls.PollFailed if they are refused
   */
  Workspace identify(OpenConnection connection);

  /** Ready to read. Costs no call, unless a token has to be exchanged. */
  Session open(OpenConnection connection);
}
