package io.tributary.connectors.inbound;

import io.tributary.connectors.ConnectionKey;
import io.tributary.connectors.connection.Settings;
import io.tributary.connectors.poll.Observed;
import io.tributary.events.PollSource;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.http.HttpHeaders;

/** A source that sends events. */
public interface InboundSource {

  PollSource source();

  /** The name among a connection's credentials of the secret that its events are signed with. */
  String secretName();

  /**
   * Whether the provider signed exactly this body, not long ago.
   *
   * @param now what the event's time is compared with: five minutes at most
   */
  boolean isSigned(HttpHeaders headers, byte[] body, String secret, Instant now);

  /** What is to be answered at once, where the event is none but a question. */
  Optional<String> answerTo(byte[] body);

  /** The delivery's id, the same when it is repeated. */
  String delivery(HttpHeaders headers, byte[] body);

  /**
   * What the event tells. Asks nobody.
   *
   * @throws io.tributary.service.kafka.UnprocessableEvent if it cannot be read
   */
  List<Observed> decode(ConnectionKey key, Settings settings, byte[] body);
}
