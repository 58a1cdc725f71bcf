package io.tributary.simulators.unipile;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.tributary.simulators.chat.LinkedInProfile;
import io.tributary.simulators.chat.NetworkRules;
import io.tributary.simulators.server.Answer;
import io.tributary.simulators.server.Request;
import io.tributary.simulators.server.Route;
import io.tributary.simulators.webhook.Delivery;
import io.tributary.simulators.webhook.DeliveryRule;
import io.tributary.simulators.webhook.Webhooks;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.json.JsonMapper;

/** {@code /_control}: makes things happen to accounts and webhooks. */
final class ControlApi {

  private static final JsonMapper JSON = JsonMapper.builder().enable(MapperFeature.ACCEPT_CASE_INSENSITIVE_ENUMS).build();

  private record Status(@Nullable AccountStatus status) {}

  private record Related(
      @Nullable String slug, @JsonProperty("first_name") @Nullable String firstName, @JsonProperty("last_name") @Nullable String lastName) {}

  private record Networks(
      @JsonProperty("latency_ms") @Nullable Long latency, @JsonProperty("read_lag_ms") @Nullable Long readLag, @JsonProperty("phones_resolve") @Nullable Boolean phonesResolve) {}

  private record Shown(String id, String event, String account, Delivery.State state, List<Integer> statuses) {}

  private final Accounts accounts;
  private final LiveAccounts live;
  private final NetworkRules rules;
  private final Webhooks webhooks;
  private final Consumer<Duration> latency;

  ControlApi(Accounts accounts, LiveAccounts live, NetworkRules rules, Webhooks webhooks, Consumer<Duration> latency) {
    this.latency = latency;
    this.accounts = accounts;
    this.live = live;
    this.rules = rules;
    this.webhooks = webhooks;
  }

  List<Route> routes() {
    return Stream.concat(
        Stream.of(
            Route.of("POST", "/_control/accounts/{id}/mails", this::deliver),
            Route.of("POST", "/_control/accounts/{id}/status", this::status),
            Route.of("POST", "/_control/accounts/{id}/synced", request -> done(() -> live.synced(request.variable("id")))),
            Route.of("POST", "/_control/accounts/{id}/relations", this::relate),
            Route.of("POST", "/_control/networks", this::networks),
            Route.of("GET", "/_control/deliveries", _ -> Answer.ok(deliveries())),
            Route.of("POST", "/_control/deliveries/faults", request -> done(() -> webhooks.faults().add(body(request, DeliveryRule.class)))),
            Route.of("DELETE", "/_control/deliveries/faults", _ -> done(webhooks.faults()::clear)),
            Route.of("POST", "/_control/deliveries/release", _ -> done(webhooks::release)),
            Route.of("POST", "/_control/deliveries/retry", _ -> done(webhooks::retryNow))),
        new ControlChats(accounts, rules).routes().stream()).toList();
  }

  static <T> T body(Request request, Class<T> type) {
    try {
      return JSON.readValue(request.body().length == 0 ? "{}".getBytes(StandardCharsets.UTF_8) : request.body(), type);
    } catch (JacksonException e) {
      throw new IllegalArgumentException("The body is not of the right form: " + e.getOriginalMessage(), e);
    }
  }

  static Answer done(Runnable action) {
    action.run();
    return Answer.json(201, Map.of());
  }

  private Answer deliver(Request request) {
    if (request.body().length == 0) {
      throw Errors.malformed("The body must be a message.");
    }
    return done(() -> live.deliver(request.variable("id"), request.body()));
  }

  private Answer status(Request request) {
    var status = body(request, Status.class).status();
    if (status == null) {
      throw new IllegalArgumentException("status is needed.");
    }
    return done(() -> live.status(request.variable("id"), status));
  }

  private Answer relate(Request request) {
    var related = body(request, Related.class);
    if (related.slug() == null || related.firstName() == null || related.lastName() == null) {
      throw new IllegalArgumentException("slug, first_name and last_name are needed.");
    }
    var member = LinkedInProfile.of(related.slug(), related.firstName(), related.lastName());
    return done(() -> live.relate(request.variable("id"), member));
  }

  private Answer networks(Request request) {
    var networks = body(request, Networks.class);
    return done(() -> {
      if (networks.latency() != null) {
        latency.accept(Duration.ofMillis(networks.latency()));
      }
      if (networks.readLag() != null) {
        rules.readLag(Duration.ofMillis(networks.readLag()));
      }
      if (networks.phonesResolve() != null) {
        rules.phonesResolve(networks.phonesResolve());
      }
    });
  }

  private Map<String, Object> deliveries() {
    var shown = webhooks.deliveries().stream().map(it -> new Shown(it.id(), it.event(), it.account(), it.state(), it.statuses())).toList();
    return Map.of("ended", webhooks.ended(), "deliveries", shown);
  }
}
