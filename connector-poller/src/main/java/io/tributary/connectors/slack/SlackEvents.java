package io.tributary.connectors.slack;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.tributary.connectors.ConnectionKey;
import io.tributary.connectors.connection.Settings;
import io.tributary.connectors.inbound.InboundSource;
import io.tributary.connectors.inbound.Signature;
import io.tributary.connectors.poll.KnownPeople;
import io.tributary.connectors.poll.Observed;
import io.tributary.connectors.poll.Person;
import io.tributary.events.ChatHints;
import io.tributary.events.CommunicationObserved;
import io.tributary.events.PollSource;
import io.tributary.service.database.Database;
import io.tributary.service.database.DatabaseTime;
import io.tributary.service.kafka.UnprocessableEvent;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * Slack's Events API: messages of the listed channels, new, edited and deleted. The signature is
 * {@code v0=hex(HMAC-SHA256(signing secret, "v0:<timestamp>:<body>"))}.
 */
@Component
final class SlackEvents implements InboundSource {

  private static final JsonMapper JSON = JsonMapper.builder().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES).build();

  private record Envelope(
      @Nullable String type, @Nullable String challenge, @JsonProperty("event_id") @Nullable String eventId, @Nullable Event event) {}

  private record Event(
      @Nullable String type, @Nullable String subtype, @Nullable String channel, SlackApi.@Nullable Message message,
      @JsonProperty("previous_message") SlackApi.@Nullable Message previous, @Nullable String user,
      @JsonProperty("bot_id") @Nullable String botId, @Nullable String username, @Nullable String text, @Nullable String ts,
      @JsonProperty("thread_ts") @Nullable String threadTs, @Nullable List<Object> files) {

    boolean isDeletion() {
      return "message_deleted".equals(subtype);
    }

    /** The message itself, the one that an edit made, or the one that was deleted; null where Slack does not say which that was. */
    SlackApi.@Nullable Message said() {
      if (isDeletion()) {
        return previous;
      }
      return message != null ? message : new SlackApi.Message(subtype, user, botId, username, text, ts, threadTs, null, null, files, null);
    }
  }

  private final Database database;
  private final DatabaseTime time;

  SlackEvents(Database database, DatabaseTime time) {
    this.database = database;
    this.time = time;
  }

  @Override
  public PollSource source() {
    return PollSource.SLACK;
  }

  @Override
  public String secretName() {
    return "signing_secret";
  }

  @Override
  public boolean isSigned(HttpHeaders headers, byte[] body, String secret, Instant now) {
    var time = headers.getFirst("X-Slack-Request-Timestamp");
    var given = Objects.requireNonNullElse(headers.getFirst("X-Slack-Signature"), "");
    if (!Signature.isRecent(time, now)) {
      return false;
    }
    var hash = Signature.of(secret.getBytes(StandardCharsets.UTF_8), ("v0:" + time + ':').getBytes(StandardCharsets.UTF_8), body);
    var expected = "v0=" + HexFormat.of().formatHex(hash);
    return Signature.isSame(expected.getBytes(StandardCharsets.UTF_8), given.getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public Optional<String> answerTo(byte[] body) {
    try {
      var envelope = JSON.readValue(body, Envelope.class);
      return "url_verification".equals(envelope.type()) ? Optional.ofNullable(envelope.challenge()) : Optional.empty();
    } catch (JacksonException _) {
      return Optional.empty();
    }
  }

  @Override
  public String delivery(HttpHeaders headers, byte[] body) {
    try {
      var id = JSON.readValue(body, Envelope.class).eventId();
      return id == null ? "" : id;
    } catch (JacksonException _) {
      return "";
    }
  }

  @Override
  public List<Observed> decode(ConnectionKey key, Settings settings, byte[] body) {
    var event = event(body);
    var said = event == null ? null : event.said();
    if (event == null || said == null || !"message".equals(event.type()) || event.channel() == null
        || !Objects.requireNonNull(settings.channels()).contains(event.channel())) {
      return List.of();
    }
    // Somebody who is not known yet is unknown here; the next poll asks, and tells who it was.
    var known = new KnownPeople(database, key);
    var unreadable = new ArrayList<String>();
    var observe = new ObserveMessages(key, event.channel(), users -> known.among(users, Person::unknown), time);
    var observed = observe.observe(List.of(said), unreadable);
    if (!unreadable.isEmpty()) {
      throw new UnprocessableEvent("Slack sent " + unreadable.getFirst());
    }
    return event.isDeletion() ? observed.stream().map(SlackEvents::takenBack).toList() : observed;
  }

  private static Observed takenBack(Observed observed) {
    return new Observed(CommunicationObserved.newBuilder(observed.event()).setText(null).setSize(0).setAttachments(0)
        .setChatHints(ChatHints.newBuilder().setDeleted(true).build()).build());
  }

  private static @Nullable Event event(byte[] body) {
    try {
      return JSON.readValue(body, Envelope.class).event();
    } catch (JacksonException e) {
      throw new UnprocessableEvent("Slack's event is no readable JSON");
    }
  }
}
