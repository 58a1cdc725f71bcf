package io.tributary.channels.webhook;

import io.tributary.channels.unipile.UniPileJson;
import io.tributary.events.ProviderWebhook;
import io.tributary.service.kafka.UnprocessableEvent;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * One of the provider's events.
 *
 * @param tenant of the endpoint it came to
 * @param body its JSON
 * @param receivedAt when it was taken in
 */
public record WebhookEvent(String tenant, JsonNode body, Instant receivedAt) {

  /** The key that alone tells events about an account's state: they have no name. */
  private static final String STATUS = "AccountStatus";

  /** It becomes part of a key; what is longer is none of the provider's accounts. */
  private static final int LONGEST_ACCOUNT = 200;

  /** @throws UnprocessableEvent if the body is no JSON object */
  static WebhookEvent of(ProviderWebhook webhook) {
    var bytes = new byte[webhook.getBody().remaining()];
    webhook.getBody().duplicate().get(bytes);
    return new WebhookEvent(webhook.getTenant(), bodyOf(bytes), webhook.getReceivedAt());
  }

  /** The account that a body names; empty where it names none or cannot be read. */
  static String accountIn(byte[] body) {
    try {
      return accountOf(bodyOf(body));
    } catch (UnprocessableEvent _) {
      return "";
    }
  }

  private static JsonNode bodyOf(byte[] bytes) {
    try {
      var body = UniPileJson.MAPPER.readTree(bytes);
      if (body.isObject()) {
        return body;
      }
    } catch (JacksonException _) {
      // The message would show the body.
    }
    throw new UnprocessableEvent("The webhook's body is no JSON object.");
  }

  private static String accountOf(JsonNode body) {
    var node = body.has(STATUS) ? body.path(STATUS).path("account_id") : body.path("account_id");
    var account = node.asString("");
    return account.length() <= LONGEST_ACCOUNT ? account : "";
  }

  /** What happened, as {@code message_received}; empty where it does not say. */
  public String name() {
    return body.path("event").asString("");
  }

  /** The provider's id of the account; empty where it does not say. */
  public String account() {
    return accountOf(body);
  }

  /** A text of the body; null where it has none of that name. */
  public @Nullable String text(String field) {
    var node = body.path(field);
    return node.isString() ? node.stringValue() : null;
  }

  /** @throws UnprocessableEvent if the text is missing or blank */
  public String needed(String field) {
    var text = text(field);
    if (text == null || text.isBlank()) {
      throw new UnprocessableEvent("The event " + name() + " has no " + field + ".");
    }
    return text;
  }

  /** The body, read leniently: live events hold more than is known. @throws UnprocessableEvent if it does not fit */
  public <T> T as(Class<T> type) {
    try {
      return UniPileJson.MAPPER.treeToValue(body, type);
    } catch (JacksonException _) {
      throw new UnprocessableEvent("The event " + name() + " is not a readable " + type.getSimpleName() + ".");
    }
  }

  /** What the provider says about the account's state, where the event is about that. */
  Optional<String> status() {
    if (body.has(STATUS)) {
      return Optional.of(body.path(STATUS).path("message").asString(""));
    }
    // Once seen in this form; accepted, never sent by us.
    return name().isEmpty() && body.path("account_status").isString() ? Optional.of(body.path("account_status").stringValue()) : Optional.empty();
  }
}
