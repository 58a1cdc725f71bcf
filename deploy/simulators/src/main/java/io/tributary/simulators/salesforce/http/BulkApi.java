package io.tributary.simulators.salesforce.http;

import io.tributary.simulators.salesforce.org.SalesforceId;
import io.tributary.simulators.salesforce.query.RunSoql;
import io.tributary.simulators.server.Answer;
import io.tributary.simulators.server.Request;
import io.tributary.simulators.server.Route;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** {@code /jobs/query}: Bulk API 2.0, for reading. */
final class BulkApi {

  private final Guard guard;
  private final CreateJob createJob;
  private final Quota quota;
  private final Supplier<Behaviour> behaviour;
  private final Clock clock;
  private final Map<String, QueryJob> jobs = new ConcurrentSkipListMap<>();
  private final AtomicLong created = new AtomicLong();
  private final Queue<QueryJob.Failure> failures = new ArrayDeque<>();

  private record Change(@Nullable String state) {}

  BulkApi(Guard guard, RunSoql runSoql, Quota quota, Supplier<Behaviour> behaviour, Clock clock) {
    this.guard = guard;
    this.createJob = new CreateJob(runSoql);
    this.quota = quota;
    this.behaviour = behaviour;
    this.clock = clock;
  }

  List<Route> routes() {
    return List.of(
        guard.route("bulk.create", "POST", "/jobs/query", this::create),
        guard.route("bulk.list", "GET", "/jobs/query", this::list),
        guard.route("bulk.poll", "GET", "/jobs/query/{job}", request -> {
          var job = job(request);
          job.look(behaviour.get(), clock.instant());
          return Answer.ok(json(job));
        }),
        guard.route("bulk.results", "GET", "/jobs/query/{job}/results", request -> complete(request).page(request)),
        guard.route("bulk.pages", "GET", "/jobs/query/{job}/resultPages", request -> complete(request).list(request)),
        guard.route("bulk.abort", "PATCH", "/jobs/query/{job}", this::abort),
        guard.route("bulk.delete", "DELETE", "/jobs/query/{job}", this::delete));
  }

  /** The next jobs end as {@code Failed}. */
  void failNext(int count, @Nullable String message) {
    synchronized (failures) {
      for (int i = 0; i < count; i++) {
        failures.add(new QueryJob.Failure(message));
      }
    }
  }

  /** As after seven days: the jobs that have ended are gone. */
  void forgetEnded() {
    jobs.values().removeIf(job -> job.state().isEnd());
  }

  private Answer create(Request request) {
    quota.spendJob();
    var id = SalesforceId.of("750", created.incrementAndGet());
    var job = createJob.of(
        Json.body(request, CreateJob.Body.class), request.variable("version"), id, clock.instant(), nextFailure());
    jobs.put(id, job);
    var shown = json(job);
    shown.keySet().removeAll(List.of("jobType", "numberRecordsProcessed", "retries", "totalProcessingTime", "isPkChunkingSupported"));
    return Answer.ok(shown);
  }

  private QueryJob.@Nullable Failure nextFailure() {
    synchronized (failures) {
      return failures.poll();
    }
  }

  private Answer list(Request request) {
    return Answer.ok(Map.of("done", true, "records", jobs.values().stream().map(this::json).toList()));
  }

  private ResultPages complete(Request request) {
    var job = job(request);
    if (!job.asked().version().equals(request.variable("version"))) {
      throw Errors.refused(409, "API_VERSION_MISMATCH", "The job was made with %s.".formatted(job.asked().version()));
    }
    if (job.state() != QueryJob.State.JobComplete) {
      throw Errors.refused(400, "INVALIDJOBSTATE", "Results are there when the job is JobComplete; it is %s.".formatted(job.state()));
    }
    return new ResultPages(job, behaviour.get());
  }

  private Answer abort(Request request) {
    var job = job(request);
    if (!"Aborted".equals(Json.body(request, Change.class).state()) || !job.abort()) {
      throw Errors.refused(400, "INVALIDJOBSTATE", "A job can be Aborted before it has ended; it is %s.".formatted(job.state()));
    }
    return Answer.ok(json(job));
  }

  private Answer delete(Request request) {
    var job = job(request);
    if (!job.state().isEnd()) {
      throw Errors.refused(400, "INVALIDJOBSTATE", "A job can be deleted when it has ended; it is %s.".formatted(job.state()));
    }
    jobs.remove(job.id());
    return new Answer(204, "application/json", new byte[0], Map.of());
  }

  private QueryJob job(Request request) {
    var id = request.variable("job");
    var job = jobs.get(id);
    if (job == null) {
      throw Errors.notFound();
    }
    return job;
  }

  private Map<String, Object> json(QueryJob job) {
    var json = new LinkedHashMap<String, Object>();
    json.put("id", job.id());
    json.put("operation", job.asked().operation());
    json.put("object", job.asked().object());
    json.put("createdById", OAuthApi.USER);
    json.put("createdDate", Times.json(job.created()));
    json.put("systemModstamp", Times.json(job.created()));
    json.put("state", job.state().name());
    json.put("concurrencyMode", "Parallel");
    json.put("contentType", "CSV");
    json.put("apiVersion", Double.parseDouble(job.asked().version().substring(1)));
    json.put("jobType", "V2Query");
    json.put("lineEnding", job.asked().lineEnding());
    json.put("columnDelimiter", job.asked().delimiter());
    json.put("numberRecordsProcessed", job.state() == QueryJob.State.JobComplete ? job.found().matches().count() : 0);
    json.put("retries", 0);
    json.put("totalProcessingTime", Math.max(1, behaviour.get().jobTime().toMillis()));
    json.put("isPkChunkingSupported", true);
    var failure = job.failure();
    if (job.state() == QueryJob.State.Failed && failure != null && failure.message() != null) {
      json.put("errorMessage", failure.message());
    }
    return json;
  }
}
