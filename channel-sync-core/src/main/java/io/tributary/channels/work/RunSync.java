package io.tributary.channels.work;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.tributary.channels.ChannelSync;
import io.tributary.channels.LeaseLost;
import io.tributary.channels.SyncMetric;
import io.tributary.channels.SyncRun;
import io.tributary.channels.trigger.LearnForms;
import io.tributary.service.kafka.PublishFailed;
import io.tributary.service.telemetry.LogField;
import io.tributary.service.telemetry.TraceContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;

/**
 * Runs one claimed sync and ends it. An outage on our side (database, broker) ends nothing: the lease runs out and the same job goes on from
 * its last stored page. Everything a run logs names its job, and what it publishes is a part of the trace that asked for it.
 */
public final class RunSync {

  private static final Logger LOG = LoggerFactory.getLogger(RunSync.class);

  private final ChannelSync sync;
  private final LearnForms learn;
  private final FinishSync finish;
  private final WorkerSettings settings;
  private final MeterRegistry metrics;

  public RunSync(ChannelSync sync, LearnForms learn, FinishSync finish, WorkerSettings settings, MeterRegistry metrics) {
    this.sync = sync;
    this.learn = learn;
    this.finish = finish;
    this.settings = settings;
    this.metrics = metrics;
  }

  void run(SyncRun run) {
    var began = Timer.start(metrics);
    try (var _ = LogField.TENANT.put(run.key().tenant()); var _ = LogField.RECORD.put(run.key().record());
        var _ = LogField.JOB.put(run.claim().job())) {
      TraceContext.of(run.claim().traceparent()).ifPresent(TraceContext::put);
      began.stop(metrics.timer(SyncMetric.RUNS, "outcome", outcomeOf(run)));
      count(run);
    } finally {
      TraceContext.drop();
    }
  }

  private String outcomeOf(SyncRun run) {
    try {
      sync.sync(run);
      learn.from(run);
      return end(run, SyncEnd.of(run, settings));
    } catch (LeaseLost lost) {
      LOG.info("The sync goes on elsewhere: {}", lost.getMessage());
      return "lost";
    } catch (DataAccessException | org.jooq.exception.DataAccessException | TransactionException | PublishFailed outage) {
      LOG.warn("The sync is waited out until its lease ends", outage);
      return "outage";
    } catch (RuntimeException broken) {
      LOG.error("The sync broke", broken);
      return end(run, SyncEnd.broken(run, broken, settings));
    }
  }

  private String end(SyncRun run, SyncEnd end) {
    if (!finish.finish(run, end)) {
      LOG.info("The sync ended after its lease: another worker has it");
      return "lost";
    }
    return switch (end) {
      case SyncEnd.Completed _ -> "completed";
      case SyncEnd.NothingToAsk _ -> "nothing_to_ask";
      case SyncEnd.LeftSomething left -> {
        LOG.warn("The sync left something: {}", left.error());
        yield left.partly() ? "partial" : "failed";
      }
    };
  }

  private void count(SyncRun run) {
    var counts = run.counts();
    metrics.counter(SyncMetric.MESSAGES, "what", "published").increment(counts.published());
    metrics.counter(SyncMetric.MESSAGES, "what", "skipped").increment(counts.skipped());
    metrics.counter(SyncMetric.UNREADABLE_PEOPLE).increment(counts.unreadable());
  }
}
