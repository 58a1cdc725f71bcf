package io.tributary.channels.trigger;

import static io.tributary.channels.jooq.Tables.APPLIED_REQUESTS;

import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.TreeMap;
import org.jooq.DSLContext;

/** Remembers the ids of requests and tells what is wished by those that were not known. */
record NewRequests(List<Request> requests) {

  record Request(String id, SyncWish wish) {}

  private record Id(String tenant, String request) implements Comparable<Id> {
    @Override
    public int compareTo(Id other) {
      int byTenant = tenant.compareTo(other.tenant);
      return byTenant != 0 ? byTenant : request.compareTo(other.request);
    }
  }

  Collection<SyncWish> remember(DSLContext db) {
    var byId = new TreeMap<Id, SyncWish>();
    requests.forEach(request -> byId.putIfAbsent(new Id(request.wish().key().tenant(), request.id()), request.wish()));
    var insert = db.insertInto(APPLIED_REQUESTS, APPLIED_REQUESTS.TENANT, APPLIED_REQUESTS.REQUEST_ID);
    for (var id : byId.keySet()) {
      insert = insert.values(id.tenant(), id.request());
    }
    return insert
        .onConflictDoNothing()
        .returningResult(APPLIED_REQUESTS.TENANT, APPLIED_REQUESTS.REQUEST_ID)
        .fetch(added -> Objects.requireNonNull(byId.get(new Id(added.value1(), added.value2()))));
  }
}
