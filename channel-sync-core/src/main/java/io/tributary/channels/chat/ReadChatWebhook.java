package io.tributary.channels.chat;

import io.tributary.channels.ConnectedAccount;
import io.tributary.channels.chat.ChatEventBody.Party;
import io.tributary.channels.webhook.EventId;
import io.tributary.channels.webhook.Hint;
import io.tributary.channels.webhook.ReadWebhook;
import io.tributary.channels.webhook.Told;
import io.tributary.channels.webhook.WebhookEvent;
import io.tributary.events.LearntBy;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Messages of chats as UniPile tells of them. A message that comes with its chat and sender is published as it is; one of an older form is
 * read by its id. What happens to a message later (read, delivered, edited, taken back, a reaction) makes it be read again.
 */
public final class ReadChatWebhook implements ReadWebhook {

  private final ChatTruth truth;
  private final Clock clock;

  public ReadChatWebhook(ChatTruth truth, Clock clock) {
    this.truth = truth;
    this.clock = clock;
  }

  @Override
  public int decoder() {
    return 1;
  }

  @Override
  public Told read(WebhookEvent event, ConnectedAccount account) {
    return switch (event.name()) {
      case "message_received" -> received(event, account);
      case "message_read", "message_delivered", "message_edited", "message_deleted", "message_reaction" -> happened(event);
      default -> new Told.Nothing("event");
    };
  }

  private Told received(WebhookEvent event, ConnectedAccount account) {
    var message = event.needed("message_id");
    var id = new EventId(event.name(), message);
    var body = event.as(ChatEventBody.class);
    if (!body.isWhole()) {
      return new Told.Announced(id, Hint.message(message));
    }
    boolean group = Boolean.TRUE.equals(body.isGroup());
    // Who is in a group is worth knowing: its history is read for those whose records are synced later.
    var asks = group ? List.of(Hint.chat(Objects.requireNonNull(body.chatId()))) : List.<Hint>of();
    var reader = new ObserveChat(truth.channel(), account, LearntBy.WEBHOOK, null, clock.instant());
    var observation = reader.observe(body.asMessage(), body.asChat(group ? body.others().size() : 0), people(body, account, group));
    return observation.getParticipants().isEmpty() ? new Told.Nothing("nobody") : new Told.Message(id, observation, asks);
  }

  private PeopleOfChat people(ChatEventBody body, ConnectedAccount account, boolean group) {
    var own = new ChatPerson(truth.own(account), List.of(), null, true);
    var sender = body.sender() == null ? ChatPerson.NOBODY : person(body.sender());
    var others = group
        ? List.of(sender)
        // The own side may be listed or not.
        : body.others().stream().map(this::person).filter(other -> other.isReadable() && !other.is(own)).limit(1).toList();
    boolean named = !others.isEmpty() || Boolean.TRUE.equals(body.isSender());
    return new PeopleOfChat(truth, own, named ? others : List.of(sender), group);
  }

  private ChatPerson person(Party party) {
    return new ChatPerson(truth.aliases(party.names()), List.of(), party.name());
  }

  /** A message has many of these, and the event no id: what it says tells one from the other. */
  private static Told happened(WebhookEvent event) {
    var message = event.needed("message_id");
    var body = event.as(ChatEventBody.class);
    var by = body.reactionSender() == null ? body.sender() : body.reactionSender();
    var version = hash(body.message(), body.reaction(), by == null ? null : by.providerId());
    return new Told.Happened(new EventId(event.name(), message, version), message, Hint.message(message));
  }

  private static String hash(@Nullable String... parts) {
    return UUID.nameUUIDFromBytes(String.join("\0", Stream.of(parts).map(String::valueOf).toList())
        .getBytes(StandardCharsets.UTF_8)).toString();
  }
}
