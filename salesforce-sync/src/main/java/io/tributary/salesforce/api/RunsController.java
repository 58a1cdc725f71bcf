package io.tributary.salesforce.api;

import io.tributary.salesforce.connection.Connections;
import io.tributary.salesforce.runs.MissingContacts;
import io.tributary.salesforce.runs.NewRun;
import io.tributary.salesforce.runs.RunKey;
import io.tributary.salesforce.runs.RunKind;
import io.tributary.salesforce.runs.RunView;
import io.tributary.salesforce.runs.Runs;
import io.tributary.salesforce.runs.Via;
import io.tributary.salesforce.schedule.RunSchedule;
import io.tributary.service.web.Caller;
import io.tributary.service.web.CursorCodec;
import io.tributary.service.web.Page;
import io.tributary.service.web.PageRequest;
import io.tributary.service.web.Problem;
import io.tributary.service.web.Tenant;
import java.time.Duration;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.json.JsonMapper;

/** The tenant's runs. */
@RestController
@ConditionalOnWebApplication
@RequestMapping("/api/salesforce/runs")
final class RunsController {

  private static final int LATEST = 50;
  private static final int LONGEST_DAYS = 3650;

  /**
   * What is asked for.
   *
   * @param kind FULL or INCREMENTAL
   * @param days how far an incremental run looks back, 1 to 3650; null: to the run before
   */
  record Wanted(@Nullable RunKind kind, @Nullable Integer days, @Nullable Via via) {}

  private final Runs runs;
  private final RunSchedule schedule;
  private final Connections connections;
  private final MissingContacts missing;
  private final JsonMapper json;

  RunsController(Runs runs, RunSchedule schedule, Connections connections, MissingContacts missing, JsonMapper json) {
    this.runs = runs;
    this.missing = missing;
    this.schedule = schedule;
    this.connections = connections;
    this.json = json;
  }

  /** Asks for a run. One that is under way is not doubled: the new one waits for its end. */
  @PostMapping
  @ResponseStatus(HttpStatus.ACCEPTED)
  RunView request(Tenant tenant, Caller caller, @RequestBody Wanted wanted) {
    var kind = wanted.kind();
    if (kind == null) {
      throw Problem.invalid("kind", "Say FULL or INCREMENTAL.");
    }
    if (wanted.days() != null && (wanted.days() < 1 || wanted.days() > LONGEST_DAYS || kind == RunKind.FULL)) {
      throw Problem.invalid("days", "1 to 3650, for an incremental run only.");
    }
    if (connections.find(tenant.id()).isEmpty()) {
      throw Problem.conflict("There is no Salesforce connection: PUT /api/salesforce/connection first.");
    }
    var since = wanted.days() == null ? null : Duration.ofDays(wanted.days());
    var key = runs.request(new NewRun(tenant.id(), kind, since, wanted.via() == null ? Via.AUTO : wanted.via(), caller.subject()));
    schedule.begin(key);
    return view(key);
  }

  @GetMapping("/{id}")
  RunView one(Tenant tenant, @PathVariable UUID id) {
    return view(new RunKey(tenant.id(), id));
  }

  /** Ids that were asked for and did not come: purged, or hidden from the user. */
  @GetMapping("/{id}/missing")
  Page<String> missing(Tenant tenant, @PathVariable UUID id, PageRequest page) {
    var run = new RunKey(tenant.id(), view(new RunKey(tenant.id(), id)).id());
    var found = missing.find(run, page.cursor() == null ? "" : CursorCodec.decode(page.cursor(), 1).getFirst(), page.limit() + 1);
    var ids = found.subList(0, Math.min(found.size(), page.limit()));
    return new Page<>(ids, found.size() > ids.size() ? CursorCodec.encode(ids.getLast()) : null);
  }

  /** The latest, the newest first. */
  @GetMapping
  Page<RunView> latest(Tenant tenant) {
    return new Page<>(runs.latest(tenant.id(), LATEST).stream().map(row -> RunView.of(row, json)).toList(), null);
  }

  private RunView view(RunKey key) {
    return runs.find(key).map(row -> RunView.of(row, json)).orElseThrow(() -> Problem.notFound("run", key.id()));
  }
}
