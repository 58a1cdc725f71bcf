package io.tributary.simulators.fathom;

import io.tributary.simulators.people.SamplePeople;
import io.tributary.simulators.people.SamplePeople.Person;
import io.tributary.simulators.server.Answer;
import io.tributary.simulators.server.ApiServer;
import io.tributary.simulators.server.Calls;
import io.tributary.simulators.server.Fault;
import io.tributary.simulators.server.Faults;
import io.tributary.simulators.server.Paging;
import io.tributary.simulators.server.Refused;
import io.tributary.simulators.server.Request;
import io.tributary.simulators.server.Route;
import java.net.URI;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** Fathom's API on this machine: meetings, ten a page, with the headers that tell how many calls are left. */
public final class FathomSimulator implements AutoCloseable {

  public static final String API_KEY = "sim";
  private static final int PAGE = 10;
  private static final int LIMIT = 60;
  private static final Person HOST = new Person("Our host", "host@ours.example");

  private final ApiServer server;
  private final List<Map<String, Object>> meetings = new CopyOnWriteArrayList<>();

  private FathomSimulator(int port, int meetings) {
    var people = SamplePeople.all();
    var now = Instant.now();
    for (int i = 0; i < meetings; i++) {
      add(900_000 + i, "Meeting %d".formatted(i), now.minus(Duration.ofHours(5L * i + 3)), List.of(people.get((i * 3) % people.size())));
    }
    this.server = ApiServer.start(port, new ApiServer.Api(List.of(
        Route.of("GET", "/external/v1/meetings", this::page),
        Route.of("GET", "/external/v1/teams", _ -> limited(Answer.ok(Map.of("limit", PAGE, "items", List.of()))))),
        FathomSimulator::mustKnow, _ -> Answer.json(404, Map.of()), _ -> Answer.json(500, Map.of()), List.of()));
    server.faults().speak(_ -> null, (status, _) -> Answer.json(status, Map.of()), new Paging(
        request -> request.query().get("cursor"), List.of("items"), (page, cursor) -> page.put("next_cursor", cursor), "c0"));
  }

  /** @param meetings of the last days, one every five hours, each with somebody of the sample */
  public static FathomSimulator start(int port, int meetings) {
    return new FathomSimulator(port, meetings);
  }

  public URI uri() {
    return server.uri();
  }

  public Calls calls() {
    return server.calls();
  }

  public void breakWith(Fault fault) {
    server.breakWith(fault);
  }

  /** What can be asked to go wrong, also by {@code /_control/faults}. */
  public Faults faults() {
    return server.faults();
  }

  /** A meeting with our host. */
  public void add(long recordingId, String title, Instant start, List<Person> invitees) {
    meetings.add(meeting(recordingId, title, start, invitees));
  }

  /** The same meeting without a date: Fathom has sent such. */
  public void loseDates(long recordingId) {
    meetings.replaceAll(meeting -> {
      if (!Objects.equals(meeting.get("recording_id"), recordingId)) {
        return meeting;
      }
      var changed = new LinkedHashMap<>(meeting);
      List.of("scheduled_start_time", "scheduled_end_time", "recording_start_time", "recording_end_time").forEach(name -> changed.put(name, null));
      return changed;
    });
  }

  private Answer page(Request request) {
    var after = instant(request.query().get("created_after"), Instant.EPOCH);
    var before = instant(request.query().get("created_before"), Instant.MAX);
    var found = meetings.stream()
        .filter(meeting -> createdAt(meeting).isAfter(after) && createdAt(meeting).isBefore(before))
        .sorted(Comparator.comparing(FathomSimulator::createdAt).reversed())
        .toList();
    var cursor = request.query().get("cursor");
    int from = cursor == null || !cursor.matches("c\\d{1,6}") ? 0 : Integer.parseInt(cursor.substring(1));
    int to = Math.min(found.size(), from + PAGE);
    var body = new LinkedHashMap<String, Object>();
    body.put("limit", PAGE);
    body.put("next_cursor", to < found.size() ? "c" + to : null);
    body.put("items", found.subList(Math.min(from, to), to));
    return limited(Answer.ok(body));
  }

  private static Answer limited(Answer answer) {
    return new Answer(answer.status(), answer.contentType(), answer.body(), Map.of(
        "RateLimit-Limit", String.valueOf(LIMIT), "RateLimit-Remaining", String.valueOf(LIMIT - 1), "RateLimit-Reset", "60"));
  }

  private static void mustKnow(Request request) {
    if (!API_KEY.equals(request.header("X-Api-Key"))) {
      throw new Refused(Answer.json(401, Map.of()));
    }
  }

  private static Map<String, Object> meeting(long id, String title, Instant start, List<Person> invitees) {
    var end = start.plus(Duration.ofMinutes(30));
    var meeting = new LinkedHashMap<String, Object>();
    meeting.put("title", title);
    meeting.put("meeting_title", title);
    meeting.put("recording_id", id);
    meeting.put("url", "https://fathom.video/calls/" + id);
    meeting.put("share_url", "https://fathom.video/share/" + id);
    meeting.put("created_at", end.toString());
    meeting.put("scheduled_start_time", start.toString());
    meeting.put("scheduled_end_time", end.toString());
    meeting.put("recording_start_time", start.toString());
    meeting.put("recording_end_time", end.toString());
    meeting.put("calendar_invitees_domains_type", "one_or_more_external");
    meeting.put("transcript_language", "en");
    meeting.put("calendar_invitees", invitees.stream().map(person -> person(person, true)).toList());
    meeting.put("recorded_by", recordedBy());
    meeting.put("transcript", null);
    meeting.put("default_summary", null);
    meeting.put("action_items", null);
    return meeting;
  }

  private static Map<String, Object> person(Person person, boolean external) {
    return Map.of("name", person.name(), "email", person.email(), "email_domain", person.email().replaceAll(".*@", ""), "is_external", external);
  }

  private static Map<String, Object> recordedBy() {
    var host = new LinkedHashMap<String, Object>();
    host.put("name", HOST.name());
    host.put("email", HOST.email());
    host.put("email_domain", "ours.example");
    host.put("team", null);
    return host;
  }

  private static Instant createdAt(Map<String, Object> meeting) {
    return Instant.parse(String.valueOf(meeting.get("created_at")));
  }

  private static Instant instant(@Nullable String text, Instant otherwise) {
    try {
      return text == null ? otherwise : OffsetDateTime.parse(text).toInstant();
    } catch (DateTimeException _) {
      throw new Refused(Answer.json(400, Map.of()));
    }
  }

  @Override
  public void close() {
    server.close();
  }
}
