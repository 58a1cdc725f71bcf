package io.tributary.participants.intake;

import io.tributary.participants.rows.Columns;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeSet;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.springframework.dao.CannotAcquireLockException;

/**
 * Makes the refs that are not stored and locks the others, each in order: two batches that touch the same refs wait for each other here. A ref is made
 * with the conversation that it will most likely have, so that it is rarely written twice.
 */
final class LockRefs {

  private static final String FIND = """
      select r.tenant, r.ref, r.conversation_id
      from conversation_refs r join unnest(?::text[], ?::text[]) as x (tenant, ref) using (tenant, ref)
      """;

  private static final String READ = FIND + "where r.conversation_id is not null";

  private static final String MAKE = """
      insert into conversation_refs (tenant, ref, conversation_id)
      select * from unnest(?::text[], ?::text[], ?::bigint[])
      on conflict do nothing
      returning tenant, ref""";

  private static final String LOCK = FIND + """
      order by r.tenant, r.ref
      for update of r""";

  private static final int ROUNDS = 20;

  /** @param made with the conversations that were proposed for them @param stored with those that they have */
  record Held(Set<ConversationRef> made, Map<ConversationRef, Long> stored) {}

  private final DSLContext db;

  LockRefs(DSLContext db) {
    this.db = db;
  }

  /** Without locking them: what is read may change until they are locked. */
  Map<ConversationRef, Long> read(Collection<ConversationRef> refs) {
    return conversations(READ, new TreeSet<>(refs));
  }

  /**
   * @param proposed the conversation of each ref, in case it is to be made
   * @param likely those that were read: whether they are stored shows when they are locked
   * @throws CannotAcquireLockException if rows that it waited for were let go each time; the caller may try again
   */
  Held lock(SortedMap<ConversationRef, Long> proposed, Set<ConversationRef> likely) {
    var held = new Held(new HashSet<>(), new HashMap<>());
    var missing = new TreeSet<>(proposed.keySet());
    missing.removeAll(likely);
    var others = new TreeSet<>(likely);
    for (int round = 0; round < ROUNDS; round++) {
      var made = make(missing, proposed);
      held.made().addAll(made);
      missing.removeAll(made);
      others.addAll(missing);
      held.stored().putAll(conversations(LOCK, others));
      others.removeAll(held.stored().keySet());
      if (others.isEmpty()) {
        return held;
      }
      // Let go by an erasure or a clearing meanwhile.
      missing = new TreeSet<>(others);
    }
    throw new CannotAcquireLockException("Refs of conversations were let go each of the " + ROUNDS + " times they were to be locked. Try again.");
  }

  private Set<ConversationRef> make(TreeSet<ConversationRef> missing, Map<ConversationRef, Long> proposed) {
    return missing.isEmpty()
        ? Set.of()
        : Set.copyOf(db.fetch(MAKE, Columns.of(missing).text(ConversationRef::tenant).text(ConversationRef::ref).number(proposed::get).bindings())
            .map(LockRefs::ref));
  }

  private Map<ConversationRef, Long> conversations(String query, TreeSet<ConversationRef> refs) {
    return refs.isEmpty()
        ? Map.of()
        : db.fetch(query, Columns.of(refs).text(ConversationRef::tenant).text(ConversationRef::ref).bindings())
            .intoMap(LockRefs::ref, row -> row.get(2, Long.class));
  }

  private static ConversationRef ref(Record row) {
    return new ConversationRef(row.get(0, String.class), row.get(1, String.class));
  }
}
