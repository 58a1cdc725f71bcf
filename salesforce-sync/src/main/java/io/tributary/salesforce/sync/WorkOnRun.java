package io.tributary.salesforce.sync;

import io.tributary.salesforce.client.Salesforce;
import io.tributary.salesforce.client.SalesforceClients;
import io.tributary.salesforce.connection.Connections;
import io.tributary.salesforce.failure.SalesforceFailed;
import io.tributary.salesforce.runs.Run;
import io.tributary.salesforce.runs.RunKey;
import io.tributary.salesforce.runs.RunProgress;
import io.tributary.salesforce.runs.RunStatus;
import io.tributary.salesforce.runs.RunTakenOver;
import io.tributary.salesforce.runs.Runs;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes a run, shows life while {@link SyncContacts} works on it, and writes down how it ended: done, failed, or to be gone on with. */
public final class WorkOnRun {

  private static final Logger LOG = LoggerFactory.getLogger(WorkOnRun.class);
  private static final Duration LIMIT_PAUSE = Duration.ofMinutes(15);
  private static final Duration STOPPED_PAUSE = Duration.ofDays(1);
  private static final int LONGEST_BACKOFF = 6;

  private final SyncContacts sync;
  private final Runs runs;
  private final Connections connections;
  private final SalesforceClients clients;
  private final Duration heartbeat;

  /** @param heartbeat how often the run shows life: a fraction of its lease */
  public WorkOnRun(SyncContacts sync, Runs runs, Connections connections, SalesforceClients clients, Duration heartbeat) {
    this.sync = sync;
    this.runs = runs;
    this.connections = connections;
    this.clients = clients;
    this.heartbeat = heartbeat;
  }

  /**
   * Works until the run has ended or cannot go on. An interrupt of the thread stops it so that it can be resumed.
   *
   * @param stopped whether to go on with a run that a person or a limit stopped
   * @return where the run stands then; empty if it was not to be had
   */
  public Optional<RunStatus> work(RunKey key, boolean stopped, RunProgress progress) {
    return runs.take(key, stopped).map(run -> work(run, progress));
  }

  private RunStatus work(Run run, RunProgress progress) {
    LOG.info("Run {} of tenant {}: {}, attempt {}", run.key().id(), run.tenant(), run.kind(), run.attempt());
    Salesforce org = null;
    try {
      var connection = connections.of(run.tenant());
      org = clients.open(connection, run.calls());
      if (org.warning() != null) {
        runs.note(run, List.of("login: " + org.warning()));
      }
      var budget = org.budget();
      try (var _ = ShowLife.every(heartbeat, () -> runs.renew(run, budget.made()))) {
        var result = sync.sync(run, connection, org, progress);
        var status = result.proof().complete() ? RunStatus.SUCCESS : RunStatus.PARTIAL;
        runs.finish(run, status, result.proof().complete() ? null : result.proof().sum(), budget.made(), result);
        LOG.info("Run {} ended with {}: {}", run.key().id(), status, result.proof().sum());
        return status;
      }
    } catch (RunTakenOver e) {
      LOG.warn(e.getMessage());
      return RunStatus.RUNNING;
    } catch (SalesforceFailed e) {
      return stop(run, org, e);
    } catch (IllegalArgumentException e) {
      return end(run, org, RunStatus.FAILED, String.valueOf(e.getMessage()), Duration.ZERO);
    } catch (RuntimeException e) {
      LOG.warn("Run {} was broken off", run.key().id(), e);
      return end(run, org, RunStatus.INTERRUPTED, "Broken off: " + e.getClass().getSimpleName(), backoff(run));
    }
  }

  private RunStatus stop(Run run, @Nullable Salesforce org, SalesforceFailed e) {
    var message = String.valueOf(e.getMessage());
    return switch (e.failure()) {
      case OUTAGE, GONE, TOO_MUCH -> Thread.currentThread().isInterrupted()
          ? end(run, org, RunStatus.INTERRUPTED, "Stopped on the way; resume it with the same command.", STOPPED_PAUSE)
          : end(run, org, RunStatus.INTERRUPTED, message, backoff(run));
      case LIMIT -> end(run, org, RunStatus.RATE_LIMITED, message, LIMIT_PAUSE);
      case LOGIN, UNKNOWN_FIELD, UNKNOWN_OBJECT, FORBIDDEN, REFUSED -> end(run, org, RunStatus.FAILED, message, Duration.ZERO);
    };
  }

  private RunStatus end(Run run, @Nullable Salesforce org, RunStatus status, String error, Duration pause) {
    LOG.warn("Run {} ends with {}: {}", run.key().id(), status, error);
    var interrupted = Thread.interrupted(); // a connection of the pool is not to be had otherwise
    try {
      var calls = org == null ? run.calls() : org.budget().made();
      if (status.isOpen()) {
        runs.stop(run, status, error, calls, pause);
      } else {
        runs.finish(run, status, error, calls, null);
      }
    } catch (RuntimeException e) {
      LOG.warn("Run {} could not be written down as {}; it can be resumed when its lease has ended", run.key().id(), status, e);
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
    return status;
  }

  /** A minute, then twice as long each time, up to about an hour. */
  private static Duration backoff(Run run) {
    return Duration.ofMinutes(1L << Math.min(run.attempt() - 1, LONGEST_BACKOFF));
  }
}
