package io.tributary.simulators.server;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * The faults that are on. Of several that concern a call, the one that was asked for first and strikes is taken. They are asked for in
 * Java, or by {@code POST /_control/faults} with a {@link FaultRule} as JSON; {@code GET} lists them, {@code DELETE} clears all or one.
 */
public final class Faults {

  private static final JsonMapper JSON = JsonMapper.builder()
      .enable(MapperFeature.ACCEPT_CASE_INSENSITIVE_ENUMS)
      .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
      .build();

  private record Shown(String id, String kind, FaultRule rule, int hits) {
    static Shown of(ActiveFault fault) {
      return new Shown(fault.id(), fault.rule().kind().name().toLowerCase(Locale.ROOT), fault.rule(), fault.hits());
    }
  }

  /** An API's form of errors. */
  @FunctionalInterface
  public interface Refusals {
    Answer answer(int status, String error);
  }

  private final AtomicInteger ids = new AtomicInteger();
  private final List<ActiveFault> active = new CopyOnWriteArrayList<>();
  private volatile Function<Request, @Nullable String> accountOf = _ -> null;
  private volatile Refusals refusals = (status, error) -> Answer.text(status, error + "\n");
  private volatile Paging paging = Paging.byCursor();

  Faults() {}

  /** @param accountOf which account a request is for; null for none */
  public void speak(Function<Request, @Nullable String> accountOf, Refusals refusals) {
    this.accountOf = accountOf;
    this.refusals = refusals;
  }

  public void speak(Function<Request, @Nullable String> accountOf, Refusals refusals, Paging paging) {
    speak(accountOf, refusals);
    this.paging = paging;
  }

  /** From the next call on. @return its id */
  public String add(FaultRule rule) {
    var fault = new ActiveFault("f" + ids.incrementAndGet(), rule);
    active.add(fault);
    return fault.id();
  }

  /** Ends one; calls that hang in it are let go. False if there is no such fault. */
  public boolean clear(String id) {
    return active.removeIf(fault -> {
      if (fault.id().equals(id)) {
        fault.clear();
        return true;
      }
      return false;
    });
  }

  /** Ends all. */
  public void clear() {
    active.forEach(fault -> clear(fault.id()));
  }

  @Nullable String accountOf(Request request) {
    return accountOf.apply(request);
  }

  Refusals refusals() {
    return refusals;
  }

  Paging paging() {
    return paging;
  }

  /** The fault that strikes this call. */
  Optional<ActiveFault> on(Request request, @Nullable String account) {
    return active.stream().filter(fault -> fault.rule().concerns(request, account)).filter(ActiveFault::strikes).findFirst();
  }

  List<Route> controls() {
    return List.of(
        Route.of("POST", "/_control/faults", request -> Answer.json(201, Map.of("id", add(ruleIn(request))))),
        Route.of("GET", "/_control/faults", _ -> Answer.ok(Map.of("faults", active.stream().map(Shown::of).toList()))),
        Route.of("DELETE", "/_control/faults", _ -> {
          clear();
          return Answer.ok(Map.of());
        }),
        Route.of("DELETE", "/_control/faults/{id}", request ->
            clear(request.variable("id")) ? Answer.ok(Map.of()) : Answer.text(404, "There is no such fault.\n")));
  }

  private static FaultRule ruleIn(Request request) {
    try {
      return JSON.readValue(request.body(), FaultRule.class);
    } catch (JacksonException e) {
      throw new IllegalArgumentException("No fault: " + e.getOriginalMessage(), e);
    }
  }
}
