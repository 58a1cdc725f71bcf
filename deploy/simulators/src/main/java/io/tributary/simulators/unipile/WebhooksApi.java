package io.tributary.simulators.unipile;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.tributary.simulators.mail.Ids;
import io.tributary.simulators.server.Answer;
import io.tributary.simulators.server.Request;
import io.tributary.simulators.server.Route;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentSkipListMap;
import org.jspecify.annotations.Nullable;

/** {@code /webhooks}: registered, listed and forgotten. Nothing is delivered yet. */
final class WebhooksApi {

  private static final Set<String> SOURCES =
      Set.of("messaging", "email", "email_tracking", "account_status", "users", "calendar_event");
  private static final Set<String> FORMATS = Set.of("json", "form");

  private record Create(
      @Nullable String source, @JsonProperty("request_url") @Nullable String requestUrl, @Nullable String name, @Nullable String format,
      @JsonProperty("account_ids") @Nullable List<String> accountIds, @Nullable Boolean enabled, @Nullable List<Header> headers,
      @Nullable List<String> events, @Nullable List<Data> data) {}

  private record Header(String key, String value) {}

  private record Data(String name, String key) {}

  private record AccountRef(String id, String name, String type) {}

  @JsonInclude(JsonInclude.Include.NON_NULL)
  private record WebhookJson(
      String object, String id, String type, @JsonProperty("account_ids") List<AccountRef> accounts, boolean enabled, @Nullable String name,
      @JsonProperty("request_url") String requestUrl, String format, List<Header> headers, List<Data> data, @Nullable List<String> events) {}

  private final Accounts accounts;
  private final ConcurrentSkipListMap<String, WebhookJson> webhooks = new ConcurrentSkipListMap<>();

  WebhooksApi(Accounts accounts) {
    this.accounts = accounts;
  }

  List<Route> routes() {
    return List.of(
        Route.of("GET", "/api/v1/webhooks", request -> Answer.ok(
            IdPages.page(request, "WebhookList", List.copyOf(webhooks.values()), WebhookJson::id, webhook -> webhook))),
        Route.of("POST", "/api/v1/webhooks", this::create),
        Route.of("DELETE", "/api/v1/webhooks/{id}", this::delete));
  }

  private Answer create(Request request) {
    var body = Json.body(request.body(), Create.class);
    if (body.source() == null || !SOURCES.contains(body.source())) {
      throw Errors.invalid("source must be one of %s.".formatted(String.join(", ", SOURCES)));
    }
    if (body.requestUrl() == null || !body.requestUrl().matches("https?://.+")) {
      throw Errors.invalid("request_url must be an http or https URL.");
    }
    if (body.format() != null && !FORMATS.contains(body.format())) {
      throw Errors.invalid("format must be json or form.");
    }
    var webhook = webhook(Ids.of("webhook", UUID.randomUUID().toString()), body, body.source(), body.requestUrl());
    webhooks.put(webhook.id(), webhook);
    return Answer.json(201, Map.of("object", "WebhookCreated", "webhook_id", webhook.id()));
  }

  private WebhookJson webhook(String id, Create body, String source, String url) {
    var chosen = orNone(body.accountIds()).stream().map(this::reference).toList();
    return new WebhookJson(
        "Webhook", id, "AUTO", chosen, body.enabled() == null || body.enabled(), body.name(), url,
        body.format() == null ? "json" : body.format(), orNone(body.headers()), orNone(body.data()),
        body.events() == null ? defaultEvents(source) : body.events());
  }

  /** Google's source is called so in the schemas of webhooks alone. */
  private AccountRef reference(String id) {
    return accounts.findMailbox(id)
        .map(account -> new AccountRef(id, account.mailbox().owner(), "GOOGLE"))
        .orElseGet(() -> new AccountRef(id, accounts.messenger(id).owner().name(), accounts.messenger(id).type().name()));
  }

  private static @Nullable List<String> defaultEvents(String source) {
    return switch (source) {
      case "messaging" -> List.of("message_received");
      case "email" -> List.of("mail_received");
      case "email_tracking" -> List.of("mail_opened");
      default -> null;
    };
  }

  private Answer delete(Request request) {
    if (webhooks.remove(request.variable("id")) == null) {
      throw Errors.notFound("Webhook " + request.variable("id"));
    }
    return Answer.ok(Map.of("object", "WebhookDeleted"));
  }

  private static <T> List<T> orNone(@Nullable List<T> list) {
    return list == null ? List.of() : list;
  }
}
