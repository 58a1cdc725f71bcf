package io.tributary.channels.work;

import io.tributary.channels.ChannelSync;
import io.tributary.channels.LeaseLost;
import io.tributary.channels.SyncRun;
import io.tributary.channels.trigger.LearnForms;
import io.tributary.service.kafka.PublishFailed;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;

/**
 * Runs one claimed sync and ends it. An outage on our side (database, broker) ends nothing: the lease runs out and the same job goes on from
 * its last stored page.
 */
public final class RunSync {

  private static final Logger LOG = LoggerFactory.getLogger(RunSync.class);

  private final ChannelSync sync;
  private final LearnForms learn;
  private final FinishSync finish;
  private final WorkerSettings settings;

  public RunSync(ChannelSync sync, LearnForms learn, FinishSync finish, WorkerSettings settings) {
    this.sync = sync;
    this.learn = learn;
    this.finish = finish;
    this.settings = settings;
  }

  void run(SyncRun run) {
    try {
      sync.sync(run);
      learn.from(run);
      end(run, SyncEnd.of(run, settings));
    } catch (LeaseLost lost) {
      LOG.info("Sync of record {} of {} goes on elsewhere: {}", run.key().record(), run.key().tenant(), lost.getMessage());
    } catch (DataAccessException | org.jooq.exception.DataAccessException | PublishFailed outage) {
      LOG.warn("Sync of record {} of {} is waited out until its lease ends", run.key().record(), run.key().tenant(), outage);
    } catch (RuntimeException broken) {
      LOG.error("Sync of record {} of {} broke", run.key().record(), run.key().tenant(), broken);
      end(run, SyncEnd.broken(run, broken, settings));
    }
  }

  private void end(SyncRun run, SyncEnd end) {
    if (!finish.finish(run, end)) {
      LOG.info("Sync of record {} of {} ended after its lease: another worker has it", run.key().record(), run.key().tenant());
    }
  }
}
