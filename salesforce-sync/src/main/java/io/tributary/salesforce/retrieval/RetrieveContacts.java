package io.tributary.salesforce.retrieval;

import io.tributary.salesforce.client.Limits;
import io.tributary.salesforce.client.Salesforce;
import io.tributary.salesforce.contacts.StoreContacts;
import io.tributary.salesforce.failure.SalesforceFailed;
import io.tributary.salesforce.mapping.FieldPlan;
import io.tributary.salesforce.mapping.RecordMapping;
import io.tributary.salesforce.runs.Batch;
import io.tributary.salesforce.runs.Phase;
import io.tributary.salesforce.runs.Run;
import io.tributary.salesforce.runs.RunProgress;
import io.tributary.salesforce.runs.Runs;
import io.tributary.salesforce.runs.Via;
import io.tributary.service.database.Database;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataIntegrityViolationException;
import tools.jackson.databind.json.JsonMapper;

/** Retrieves and stores the contacts on a run's list, batch by batch, then those that others turn out to be merged into. */
public final class RetrieveContacts {

  private static final Logger LOG = LoggerFactory.getLogger(RetrieveContacts.class);
  private static final int QUOTED_ID = 21;
  private static final int MOST_RETURNS = 100;

  private final Database database;
  private final Runs runs;
  private final Batches batches;
  private final RetrievalSettings settings;
  private final JsonMapper json;

  public RetrieveContacts(Database database, Runs runs, RetrievalSettings settings, JsonMapper json) {
    this.database = database;
    this.runs = runs;
    this.batches = new Batches(database);
    this.settings = settings;
    this.json = json;
  }

  /**
   * @param run in its phase RETRIEVE, or before
   * @param limits of the organisation before the run
   * @return the run as it is after its last round
   */
  public Run retrieve(Run run, Salesforce org, FieldPlan plan, RecordMapping records, Limits limits, RunProgress progress) {
    var store = new StoreContacts(plan, records, json);
    var now = run.phase() == Phase.DISCOVER ? begin(run, plan, run.round()) : run;
    while (true) {
      round(new Retrieval(now, org, plan.names(), store, progress), limits);
      var next = now.inRound(now.round() + 1);
      if (survivors(next, plan) == 0) {
        return now;
      }
      now = next;
    }
  }

  private Run begin(Run run, FieldPlan plan, int round) {
    var begun = run.in(Phase.RETRIEVE).inRound(round);
    database.runAsWorker(db -> {
      batches.make(db, begun, size(begun, plan));
      runs.enter(db, begun, Phase.RETRIEVE, round);
    });
    return begun;
  }

  private int survivors(Run next, FieldPlan plan) {
    return database.asWorker(db -> {
      var survivors = batches.addSurvivors(db, next, size(next, plan));
      if (survivors > 0) {
        runs.enter(db, next, Phase.RETRIEVE, next.round());
      }
      return survivors;
    });
  }

  private Batches.Size size(Run run, FieldPlan plan) {
    int few = settings.collectionsUpTo();
    return new Batches.Size(few, batchSize(run, plan, few), batchSize(run, plan, few + 1L));
  }

  /** Ids a batch of a run with so many contacts. */
  private int batchSize(Run run, FieldPlan plan, long contacts) {
    if (via(run, contacts) == Via.COLLECTIONS) {
      return RetrieveByCollections.MOST_IDS;
    }
    var left = settings.longestStatement() - String.join(",", plan.names()).length() - "SELECT  FROM Contact WHERE Id IN ()".length();
    return Math.clamp(left / QUOTED_ID, 1, settings.batchSize());
  }

  private Via via(Run run, long contacts) {
    return switch (run.via()) {
      case AUTO -> contacts <= settings.collectionsUpTo() ? Via.COLLECTIONS : Via.BULK;
      case BULK, COLLECTIONS -> run.via();
    };
  }

  private void round(Retrieval retrieval, Limits limits) {
    var waiting = batches.waiting(retrieval.run());
    var contacts = waiting.stream().mapToLong(Batch::asked).sum();
    var via = via(retrieval.run(), batches.asked(retrieval.run()));
    Cost.of(via, waiting.size()).mustBeAffordable(retrieval.org().budget(), limits);
    retrieval.progress().retrieving(contacts);
    var way = way(via, retrieval);
    var left = new ConcurrentLinkedQueue<>(waiting);
    var returned = new AtomicInteger();
    SideBySide.run(IntStream.range(0, Math.min(settings.parallel(), waiting.size())).<Runnable>mapToObj(_ -> () -> {
      for (var batch = left.poll(); batch != null; batch = left.poll()) {
        left.addAll(retrieved(retrieval.run(), batch, way, returned));
      }
    }).toList());
  }

  private RetrieveBatch way(Via via, Retrieval retrieval) {
    var pages = new StorePage(retrieval, batches, database, settings.room());
    return via == Via.COLLECTIONS
        ? new RetrieveByCollections(retrieval, batches, pages, json)
        : new RetrieveByBulk(retrieval, batches, pages, new JobPace(settings), settings);
  }

  /** @return what is to be tried instead */
  private List<Batch> retrieved(Run run, Batch batch, RetrieveBatch way, AtomicInteger returned) {
    try {
      way.retrieve(batch);
      return List.of();
    } catch (SalesforceFailed e) {
      return switch (e.failure()) {
        case TOO_MUCH -> halves(run, batch, e);
        case GONE -> again(run, batch, e, returned);
        case REFUSED -> failed(run, batch, e.getMessage());
        case OUTAGE, LOGIN, LIMIT, FORBIDDEN, UNKNOWN_FIELD, UNKNOWN_OBJECT -> throw e;
      };
    } catch (DataIntegrityViolationException e) {
      return failed(run, batch, "The database does not take it: " + firstLine(e.getMostSpecificCause()));
    }
  }

  private static String firstLine(Throwable cause) {
    return String.valueOf(cause.getMessage()).lines().findFirst().orElse("");
  }

  private List<Batch> halves(Run run, Batch batch, SalesforceFailed e) {
    var ids = batches.ids(batch);
    if (ids.size() < 2) {
      return failed(run, batch, e.getMessage());
    }
    LOG.info("A batch of {} contacts is halved: {}", ids.size(), e.getMessage());
    return batches.halve(run, batch, ids);
  }

  private List<Batch> again(Run run, Batch batch, SalesforceFailed e, AtomicInteger returned) {
    if (returned.incrementAndGet() > MOST_RETURNS) {
      throw e;
    }
    LOG.info("A batch is asked for again: {}", e.getMessage());
    batches.keepJob(run, batch, null);
    return List.of(batch.withJob(null));
  }

  private List<Batch> failed(Run run, Batch batch, String error) {
    LOG.warn("A batch of {} contacts could not be retrieved: {}", batch.asked(), error);
    batches.failed(run, batch, error);
    return List.of();
  }
}
