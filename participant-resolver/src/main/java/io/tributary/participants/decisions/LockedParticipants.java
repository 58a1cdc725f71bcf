package io.tributary.participants.decisions;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jooq.DSLContext;

/** Participants that people name, locked; one that was joined to an older one stands for that. */
final class LockedParticipants {

  private static final String LOCK = """
      select p.id from participants p where tenant = ? and id = any (?::bigint[]) and merged_into is null and erased_at is null
      order by p.id for no key update""";

  private static final String FIND = "select id, coalesce(merged_into, id) from participants where tenant = ? and id = any (?::bigint[])";

  private final Map<Long, Long> survivors;

  private LockedParticipants(Map<Long, Long> survivors) {
    this.survivors = survivors;
  }

  /** One that is joined or let go while this waits for it is not among them, as if it had never been: a decision about it would have no effect. */
  static LockedParticipants lock(DSLContext db, String tenant, Collection<Long> ids) {
    var survivors = new HashMap<Long, Long>();
    db.fetch(FIND, tenant, ids.toArray(Long[]::new)).forEach(row -> survivors.put(row.get(0, Long.class), row.get(1, Long.class)));
    var locked = Set.copyOf(db.fetch(LOCK, tenant, new TreeSet<>(survivors.values()).toArray(Long[]::new)).getValues(0, Long.class));
    survivors.values().retainAll(locked);
    return new LockedParticipants(survivors);
  }

  /** Without a lock. */
  static Optional<Long> survivorOf(DSLContext db, String tenant, long id) {
    return db.fetchOptional(FIND, tenant, new Long[] {id}).map(row -> row.get(1, Long.class));
  }

  Optional<Long> survivor(long id) {
    return Optional.ofNullable(survivors.get(id));
  }

  List<Long> survivors() {
    return List.copyOf(new TreeSet<>(survivors.values()));
  }
}
