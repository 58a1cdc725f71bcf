package io.tributary.local.sync;

import io.tributary.local.feed.FrontDoor;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Asks for a record's sync and waits until each channel it was asked of has run, or says that it runs later. */
public final class SyncRecord {

  private static final Set<String> ENDED = Set.of("COMPLETED", "PARTIAL", "FAILED", "CANCELLED");
  private static final Duration PAUSE = Duration.ofMillis(200);

  private final FrontDoor api;

  public SyncRecord(FrontDoor api) {
    this.api = api;
  }

  /**
   * @param force true to run at once, cooldown or not
   * @param channels empty for all on which the record has an identifier
   * @param patience how long to wait for the runs
   * @return what each channel made of it, in the order of their names
   * @throws FrontDoor.NotDone if the request is refused
   */
  public List<ChannelOutcome> sync(long record, boolean force, List<String> channels, Duration patience) throws InterruptedException {
    var before = endedJobs(record);
    var asked = api.post("/api/records/%d/sync".formatted(record), channels.isEmpty() ? new Wish(force, null) : new Wish(force, channels));
    var waiting = new TreeSet<>(asked.path("requests").propertyNames());
    var outcomes = new TreeMap<String, ChannelOutcome>();
    var end = Instant.now().plus(patience);
    while (!waiting.isEmpty()) {
      for (var channel : api.get("/api/records/%d/sync_status".formatted(record)).path("channels")) {
        var name = channel.path("channel").asString();
        if (waiting.contains(name) && isSettled(channel, force, before)) {
          outcomes.put(name, ChannelOutcome.of(channel));
          waiting.remove(name);
        }
      }
      if (Instant.now().isAfter(end)) {
        waiting.forEach(name -> outcomes.put(name, ChannelOutcome.stillWaiting(name)));
        break;
      }
      if (!waiting.isEmpty()) {
        Thread.sleep(PAUSE);
      }
    }
    return List.copyOf(outcomes.values());
  }

  private record Wish(boolean force, @Nullable List<String> channels) {}

  /** Jobs that were over before: they are not what was asked for. */
  private Set<String> endedJobs(long record) {
    var jobs = new TreeSet<String>();
    for (var channel : api.get("/api/records/%d/sync_status".formatted(record)).path("channels")) {
      if (ENDED.contains(channel.path("state").asString())) {
        jobs.add(channel.path("job").path("job_id").asString());
      }
    }
    return jobs;
  }

  /** A wish without force may be put off until the cooldown ends; with force there is a run to wait for. */
  private static boolean isSettled(JsonNode channel, boolean force, Set<String> before) {
    var state = channel.path("state").asString();
    boolean putOff = !force && state.equals("DEFERRED");
    return putOff || ENDED.contains(state) && !before.contains(channel.path("job").path("job_id").asString());
  }
}
