package io.tributary.channels.trigger;

import io.tributary.channels.RecordKey;
import io.tributary.channels.WorkSignal;
import io.tributary.channels.job.OpenJobs;
import io.tributary.events.SyncRequested;
import io.tributary.service.database.Database;
import io.tributary.service.kafka.BatchHandler;
import io.tributary.service.kafka.Received;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.jooq.DSLContext;

/** Hears of requests. A request takes effect once, whatever is delivered twice or replayed. */
public final class SyncRequests implements BatchHandler<SyncRequested> {

  private final Database database;
  private final WorkSignal work;

  public SyncRequests(Database database, WorkSignal work) {
    this.database = database;
    this.work = work;
  }

  @Override
  public void handle(List<Received<SyncRequested>> batch) {
    var requests = new ArrayList<NewRequests.Request>();
    for (var received : batch) {
      var request = received.value();
      if (request != null) {
        requests.add(new NewRequests.Request(request.getRequestId(), SyncWish.of(request, received.traceparent())));
      }
    }
    if (!requests.isEmpty()) {
      database.runAsWorker(db -> apply(db, requests));
      work.wake();
    }
  }

  private static void apply(DSLContext db, List<NewRequests.Request> requests) {
    var wishes = new TreeMap<RecordKey, SyncWish>();
    new NewRequests(requests).remember(db).forEach(wish -> wishes.merge(wish.key(), wish, SyncWish::and));
    new ApplyWishes(wishes.values()).run(db);
    new OpenJobs(wishes.keySet()).run(db);
  }
}
