package io.tributary.simulators.unipile;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.tributary.simulators.mail.Ids;
import io.tributary.simulators.server.Answer;
import io.tributary.simulators.server.Request;
import io.tributary.simulators.server.Route;
import io.tributary.simulators.webhook.Webhook;
import io.tributary.simulators.webhook.Webhooks;
import java.net.URI;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** {@code /webhooks}: registered, listed and forgotten. */
final class WebhooksApi {

  private static final Map<String, List<String>> EVENTS = Map.of(
      "messaging", List.of("message_received", "message_read", "message_reaction", "message_edited", "message_deleted", "message_delivered"),
      "email", List.of("mail_received", "mail_sent", "mail_moved"),
      "email_tracking", List.of("mail_opened", "mail_link_clicked"),
      "users", List.of("new_relation"));
  private static final Set<String> SOURCES =
      Set.of("messaging", "email", "email_tracking", "account_status", "users", "calendar_event");
  private static final Set<String> FORMATS = Set.of("json", "form");

  private record Create(
      @Nullable String source, @JsonProperty("request_url") @Nullable String requestUrl, @Nullable String name, @Nullable String format,
      @JsonProperty("account_ids") @Nullable List<String> accountIds, @Nullable Boolean enabled, @Nullable List<Webhook.Header> headers,
      @Nullable List<String> events, @Nullable List<Webhook.Field> data) {}

  private record AccountRef(String id, String name, String type) {}

  @JsonInclude(JsonInclude.Include.NON_NULL)
  private record WebhookJson(
      String object, String id, String type, @JsonProperty("account_ids") List<AccountRef> accounts, boolean enabled, @Nullable String name,
      @JsonProperty("request_url") String requestUrl, String format, List<Webhook.Header> headers, List<Webhook.Field> data,
      @Nullable List<String> events) {}

  private final Accounts accounts;
  private final Webhooks webhooks;

  WebhooksApi(Accounts accounts, Webhooks webhooks) {
    this.accounts = accounts;
    this.webhooks = webhooks;
  }

  List<Route> routes() {
    return List.of(
        Route.of("GET", "/api/v1/webhooks", request ->
            Answer.ok(IdPages.page(request, "WebhookList", all(), Webhook::id, this::json))),
        Route.of("POST", "/api/v1/webhooks", this::create),
        Route.of("DELETE", "/api/v1/webhooks/{id}", this::delete));
  }

  private List<Webhook> all() {
    return webhooks.all().stream().sorted(Comparator.comparing(Webhook::id)).toList();
  }

  private Answer create(Request request) {
    var body = Json.body(request.body(), Create.class);
    if (body.source() == null || !SOURCES.contains(body.source())) {
      throw Errors.invalid("source must be one of %s.".formatted(String.join(", ", new TreeSet<>(SOURCES))));
    }
    if (body.requestUrl() == null || !body.requestUrl().matches("https?://\\S+")) {
      throw Errors.invalid("request_url must be an http or https URL.");
    }
    if (body.format() != null && !FORMATS.contains(body.format())) {
      throw Errors.invalid("format must be json or form.");
    }
    var webhook = webhook(body, body.source(), body.requestUrl());
    webhooks.register(webhook);
    return Answer.json(201, Map.of("object", "WebhookCreated", "webhook_id", webhook.id()));
  }

  private Webhook webhook(Create body, String source, String url) {
    var chosen = Set.copyOf(orNone(body.accountIds()));
    chosen.forEach(accounts::type); // refuses those that are not there
    return new Webhook(
        Ids.of("webhook", UUID.randomUUID().toString()), source, uri(url), body.name(), body.format() == null ? "json" : body.format(), chosen,
        body.enabled() == null || body.enabled(), orNone(body.headers()), orNone(body.data()), events(source, body.events()));
  }

  private static URI uri(String url) {
    try {
      return URI.create(url);
    } catch (IllegalArgumentException _) {
      throw Errors.invalid("request_url must be an http or https URL.");
    }
  }

  private static @Nullable List<String> events(String source, @Nullable List<String> asked) {
    var known = EVENTS.get(source);
    if (asked == null) {
      return known == null ? null : List.of(known.getFirst());
    }
    if (known != null && !known.containsAll(asked)) {
      throw Errors.invalid("events of %s are %s.".formatted(source, String.join(", ", known)));
    }
    return asked;
  }

  private WebhookJson json(Webhook webhook) {
    return new WebhookJson(
        "Webhook", webhook.id(), "AUTO", webhook.accounts().stream().sorted().map(this::reference).toList(), webhook.enabled(), webhook.name(),
        webhook.url().toString(), webhook.format(), webhook.headers(), webhook.data(), webhook.events());
  }

  /** Google's source is called so in the schemas of webhooks alone. */
  private AccountRef reference(String id) {
    return accounts.findMailbox(id)
        .map(account -> new AccountRef(id, account.mailbox().owner(), "GOOGLE"))
        .orElseGet(() -> new AccountRef(id, accounts.messenger(id).owner().name(), accounts.messenger(id).type().name()));
  }

  private Answer delete(Request request) {
    if (!webhooks.forget(request.variable("id"))) {
      throw Errors.notFound("Webhook " + request.variable("id"));
    }
    return Answer.ok(Map.of("object", "WebhookDeleted"));
  }

  private static <T> List<T> orNone(@Nullable List<T> list) {
    return list == null ? List.of() : list;
  }
}
