package io.tributary.simulators.salesforce.http;

import io.tributary.simulators.salesforce.org.Org;
import io.tributary.simulators.server.Answer;
import io.tributary.simulators.server.Request;
import io.tributary.simulators.server.Route;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** {@code /_control}: what people and machines do to the organisation, and how it behaves. */
final class ControlApi {

  private record About(@Nullable Map<String, @Nullable Object> values, @Nullable String at, @Nullable String into) {}

  private record AboutField(@Nullable String hide, @Nullable String define, @Nullable String type, @Nullable Integer length) {}

  private record AboutJobs(@Nullable Integer fail, @Nullable String message) {}

  private final Org org;
  private final SalesforceHttp http;
  private final Clock clock;

  ControlApi(Org org, SalesforceHttp http, Clock clock) {
    this.org = org;
    this.http = http;
    this.clock = clock;
  }

  List<Route> routes() {
    return List.of(
        Route.of("POST", "/_control/expire", _ -> {
          http.expireTokens();
          return Answer.ok(Map.of());
        }),
        Route.of("GET", "/_control/behaviour", _ -> Answer.ok(http.behaviour())),
        Route.of("POST", "/_control/behaviour", request -> {
          http.behave(before -> Json.changed(before, request));
          return Answer.ok(http.behaviour());
        }),
        Route.of("POST", "/_control/jobs", request -> jobs(Json.body(request, AboutJobs.class))),
        Route.of("POST", "/_control/fields", request -> field(Json.body(request, AboutField.class))),
        Route.of("POST", "/_control/contacts", this::create),
        Route.of("POST", "/_control/contacts/{id}/{verb}", this::change));
  }

  private Answer jobs(AboutJobs about) {
    http.failNextJobs(about.fail() == null ? 1 : about.fail(), about.message());
    return Answer.ok(Map.of());
  }

  private Answer field(AboutField about) {
    if (about.hide() != null) {
      org.hideField(about.hide());
    }
    if (about.define() != null) {
      org.defineField(about.define(), about.type() == null ? "string" : about.type(), about.length() == null ? 255 : about.length());
    }
    return Answer.ok(Map.of());
  }

  private Answer create(Request request) {
    var about = Json.body(request, About.class);
    return Answer.json(201, Map.of("id", org.create(about.values() == null ? Map.of() : about.values(), at(about))));
  }

  private Answer change(Request request) {
    var about = Json.body(request, About.class);
    var id = request.variable("id");
    return switch (request.variable("verb")) {
      case "modify" -> done(() -> org.modify(id, about.values() == null ? Map.of() : about.values(), at(about)));
      case "delete" -> done(() -> org.delete(id, at(about)));
      case "purge" -> done(() -> org.purge(id, at(about)));
      case "hide" -> done(() -> org.hide(id, true, at(about)));
      case "show" -> done(() -> org.hide(id, false, at(about)));
      case "merge" -> done(() -> org.merge(id, about.into() == null ? "" : about.into(), at(about)));
      case "task" -> Answer.json(201, Map.of("id", org.addTask(id, at(about))));
      case "event" -> Answer.json(201, Map.of("id", org.addEvent(id, at(about))));
      default -> throw new IllegalArgumentException("A contact can be told to modify, delete, purge, hide, show, merge, task, event.");
    };
  }

  private static Answer done(Runnable change) {
    change.run();
    return Answer.ok(Map.of());
  }

  private Instant at(About about) {
    try {
      return about.at() == null ? clock.instant() : Instant.parse(about.at());
    } catch (DateTimeException e) {
      throw new IllegalArgumentException("at must be a moment as 2026-11-20T10:11:12Z: " + about.at(), e);
    }
  }
}
