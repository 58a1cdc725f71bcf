package io.tributary.salesforce.command;

import io.tributary.events.RecordUpsert;
import io.tributary.salesforce.jooq.tables.records.RecordUpsertsRecord;
import io.tributary.salesforce.jooq.tables.records.RunsRecord;
import io.tributary.salesforce.runs.NewRun;
import io.tributary.salesforce.runs.RunKey;
import io.tributary.salesforce.runs.RunKind;
import io.tributary.salesforce.runs.RunProgress;
import io.tributary.salesforce.runs.RunStatus;
import io.tributary.salesforce.runs.RunView;
import io.tributary.salesforce.runs.Runs;
import io.tributary.salesforce.runs.Via;
import io.tributary.salesforce.sync.WorkOnRun;
import io.tributary.service.kafka.PublishFailed;
import io.tributary.service.kafka.RowsToTopic;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Lazy;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Works on a run in this process and shows how far it is; one that was stopped is gone on with, one of another process is waited for. */
@Component
@Lazy
final class FollowRun {

  private static final long BETWEEN_LOOKS_MILLIS = 500;

  private final Runs runs;
  private final WorkOnRun work;
  private final RowsToTopic<RecordUpsertsRecord, RecordUpsert> upserts;
  private final JsonMapper json;

  FollowRun(Runs runs, WorkOnRun work, RowsToTopic<RecordUpsertsRecord, RecordUpsert> upserts, JsonMapper json) {
    this.runs = runs;
    this.work = work;
    this.upserts = upserts;
    this.json = json;
  }

  /** @param days of an incremental run */
  RunView follow(String tenant, RunKind kind, @Nullable Integer days, Via via, boolean fresh) {
    Stop.interrupts(Thread.currentThread());
    var key = runToGoOnWith(tenant, kind, fresh);
    if (key == null) {
      key = runs.request(new NewRun(tenant, kind, days == null ? null : Duration.ofDays(days), via, "command"));
    }
    worked(key);
    publish();
    return view(key);
  }

  private @Nullable RunKey runToGoOnWith(String tenant, RunKind kind, boolean fresh) {
    var open = runs.underWay(tenant);
    if (open.isEmpty()) {
      return null;
    }
    var key = new RunKey(tenant, open.get().getRunId());
    if (fresh || !open.get().getKind().equals(kind.name())) {
      say("Giving up run %s (%s, %s).".formatted(key.id(), open.get().getKind(), open.get().getStatus()));
      runs.giveUp(key);
      return null;
    }
    say("Going on with run %s, %s since %s.".formatted(key.id(), open.get().getStatus(), open.get().getRequestedAt()));
    return key;
  }

  /** Here, or in another process for as long as that shows life. */
  private void worked(RunKey key) {
    var waiting = false;
    while (!Thread.currentThread().isInterrupted()) {
      var progress = new RunProgress();
      try (var _ = ShowProgress.of(progress, System.err)) {
        if (work.work(key, true, progress).isPresent()) {
          return;
        }
      }
      if (!status(key).isOpen()) {
        return;
      }
      if (!waiting) {
        say("Another process has the run; waiting for its end, or for its lease to end.");
        waiting = true;
      }
      pause();
    }
  }

  /** What this run changed is with the broker when the command ends, if the broker is there. */
  private void publish() {
    if (Stop.isAsked()) {
      return;
    }
    try {
      upserts.publishPending();
    } catch (PublishFailed e) {
      say("The records' upserts wait in the database until a service or a later command publishes them: " + e.getMessage());
    }
  }

  private RunStatus status(RunKey key) {
    return RunStatus.valueOf(row(key).getStatus());
  }

  private RunView view(RunKey key) {
    return RunView.of(row(key), json);
  }

  private RunsRecord row(RunKey key) {
    var interrupted = Thread.interrupted();
    try {
      return runs.find(key).orElseThrow(() -> new IllegalStateException("Run %s is gone.".formatted(key)));
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private static void pause() {
    try {
      Thread.sleep(BETWEEN_LOOKS_MILLIS);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private static void say(String line) {
    System.err.println(line);
  }
}
