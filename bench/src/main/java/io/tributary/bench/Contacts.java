package io.tributary.bench;

import io.tributary.local.feed.FrontDoor;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A tenant with a pipeline whose records are told apart by address, phone number and profile. */
public final class Contacts {

  public static final String TENANT = "bench";

  /** Calls an hour that no scenario comes to. */
  public static final int NO_LIMIT = 1_000_000;

  private static final List<Map<String, String>> FIELDS = List.of(
      Map.of("name", "first_name", "type", "text"),
      Map.of("name", "last_name", "type", "text"),
      Map.of("name", "company", "type", "text"),
      Map.of("name", "work_email", "type", "email"),
      Map.of("name", "phone_number", "type", "phone", "region", "US"),
      Map.of("name", "linkedin", "type", "url"));

  private static final Map<String, Object> RULES = Map.of("operator", "OR", "conditions", List.of(
      rule("work_email", "exact"), rule("phone_number", "phone_normalized"), rule("linkedin", "url_normalized")));

  /** The API as this tenant. record-service must run. */
  public static FrontDoor frontDoor(BenchStack stack) {
    return frontDoor(stack, TENANT);
  }

  /** The API as any tenant. record-service must run. */
  public static FrontDoor frontDoor(BenchStack stack, String tenant) {
    var local = stack.local();
    return new FrontDoor(local.frontDoor(), () -> local.key().token(tenant, "bench", Set.of("api"), Duration.ofMinutes(10)));
  }

  /** A pipeline that was made. */
  public record Pipeline(long id, String name) {}

  /** Makes another pipeline with its rules. */
  public static Pipeline pipeline(BenchStack stack) {
    return pipeline(frontDoor(stack));
  }

  /** @param frontDoor as whose it is */
  public static Pipeline pipeline(FrontDoor frontDoor) {
    var name = "bench-" + System.nanoTime();
    var id = frontDoor.post("/api/pipelines", Map.of("name", name, "fields", FIELDS)).path("id").asString();
    frontDoor.put("/api/pipelines/%s/duplicate-rules".formatted(id), RULES);
    return new Pipeline(Long.parseLong(id), name);
  }

  /**
   * Has the channel's service sync an account.
   *
   * @param frontDoor as whose it is
   * @param callsAnHour its budget; {@link #NO_LIMIT} where a provider without latency would be asked oftener than any real one lets itself be
   */
  public static void connect(FrontDoor frontDoor, String channel, String account, int callsAnHour) {
    var path = "/api/channels/%s/connections".formatted(channel);
    frontDoor.postUnlessThere(path, Map.of("account", account));
    frontDoor.patch(path + "/" + account, Map.of("rate_limit_per_hour", callsAnHour));
  }

  private static Map<String, Object> rule(String field, String matchType) {
    return Map.of("operator", "AND", "fields", List.of(Map.of("field", field, "match_type", matchType)));
  }

  private Contacts() {}
}
