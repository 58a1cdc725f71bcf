package io.tributary.connectors.fathom;

import io.tributary.connectors.ConnectionKey;
import io.tributary.connectors.connection.Settings;
import io.tributary.connectors.inbound.InboundSource;
import io.tributary.connectors.inbound.Signature;
import io.tributary.connectors.poll.Observed;
import io.tributary.events.PollSource;
import io.tributary.service.database.DatabaseTime;
import io.tributary.service.kafka.UnprocessableEvent;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * Fathom's webhooks: a meeting each, signed as the Standard Webhooks say: {@code v1,base64(HMAC-SHA256(key, "id.timestamp.body"))}, one or
 * more of them, the key being the secret without {@code whsec_} in base64.
 */
@Component
final class FathomEvents implements InboundSource {

  private static final JsonMapper JSON = JsonMapper.builder().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES).build();

  private final DatabaseTime time;

  FathomEvents(DatabaseTime time) {
    this.time = time;
  }

  @Override
  public PollSource source() {
    return PollSource.FATHOM;
  }

  @Override
  public String secretName() {
    return "webhook_secret";
  }

  @Override
  public boolean isSigned(HttpHeaders headers, byte[] body, String secret, Instant now) {
    var id = headers.getFirst("webhook-id");
    var time = headers.getFirst("webhook-timestamp");
    var given = Objects.requireNonNullElse(headers.getFirst("webhook-signature"), "");
    if (id == null || !Signature.isRecent(time, now)) {
      return false;
    }
    var signed = (id + '.' + time + '.').getBytes(StandardCharsets.UTF_8);
    var expected = "v1," + Base64.getEncoder().encodeToString(Signature.of(key(secret), signed, body));
    return Stream.of(given.split(" ")).anyMatch(one -> Signature.isSame(
        expected.getBytes(StandardCharsets.UTF_8), one.getBytes(StandardCharsets.UTF_8)));
  }

  @Override
  public Optional<String> answerTo(byte[] body) {
    return Optional.empty();
  }

  @Override
  public String delivery(HttpHeaders headers, byte[] body) {
    return Objects.requireNonNullElse(headers.getFirst("webhook-id"), "");
  }

  @Override
  public List<Observed> decode(ConnectionKey key, Settings settings, byte[] body) {
    try {
      var unreadable = new ArrayList<String>();
      var meetings = new ObserveMeetings(key, time).observe(List.of(JSON.readValue(body, FathomApi.Meeting.class)), unreadable);
      if (!unreadable.isEmpty()) {
        throw new UnprocessableEvent("Fathom sent " + unreadable.getFirst());
      }
      return meetings;
    } catch (JacksonException e) {
      throw new UnprocessableEvent("Fathom's event is no readable JSON");
    }
  }

  private static byte[] key(String secret) {
    try {
      return Base64.getDecoder().decode(secret.replaceFirst("^whsec_", ""));
    } catch (IllegalArgumentException _) {
      return secret.getBytes(StandardCharsets.UTF_8);
    }
  }
}
