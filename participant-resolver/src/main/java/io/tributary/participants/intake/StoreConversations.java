package io.tributary.participants.intake;

import io.tributary.participants.rows.Columns;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jooq.DSLContext;

/**
 * Decides which conversation each message belongs to. Messages that share a ref are one conversation: groups are formed within the batch first, then
 * with what is stored. Where a group meets several stored conversations, the oldest survives.
 */
final class StoreConversations {

  private static final String MAKE_REFS = """
      insert into conversation_refs (tenant, ref)
      select * from unnest(?::text[], ?::text[])
      on conflict do nothing""";

  /** Locked in order: two batches that touch the same refs wait for each other here. */
  private static final String LOCK_REFS = """
      select r.tenant, r.ref, r.conversation_id
      from conversation_refs r join unnest(?::text[], ?::text[]) as x (tenant, ref) using (tenant, ref)
      order by r.tenant, r.ref
      for update of r""";

  private static final String NEW_IDS = """
      select nextval(pg_get_serial_sequence('conversations', 'id')) from generate_series(1, ?)""";

  private static final String MAKE_CONVERSATIONS = """
      insert into conversations (tenant, id, channel)
      select * from unnest(?::text[], ?::bigint[], ?::text[])""";

  private static final String SET_REFS = """
      update conversation_refs r set conversation_id = x.conversation_id
      from unnest(?::text[], ?::text[], ?::bigint[]) as x (tenant, ref, conversation_id)
      where r.tenant = x.tenant and r.ref = x.ref and r.conversation_id is distinct from x.conversation_id""";

  private record Ref(String tenant, String ref) implements Comparable<Ref> {

    private static final Comparator<Ref> ORDER = Comparator.comparing(Ref::tenant).thenComparing(Ref::ref);

    @Override
    public int compareTo(Ref other) {
      return ORDER.compare(this, other);
    }
  }

  private record Assigned(Ref ref, long conversation) {}

  private record New(String tenant, long id, String channel) {}

  private final DSLContext db;

  StoreConversations(DSLContext db) {
    this.db = db;
  }

  /** @return the conversation of each message */
  Map<Observed.Key, Long> store(List<Observed> observed) {
    var groups = new Groups<Ref>();
    observed.forEach(message -> groups.together(refsOf(message)));
    var stored = lockStored(groups);
    var first = new HashMap<Ref, Observed>();
    observed.forEach(message -> first.putIfAbsent(groups.rootOf(refsOf(message).getFirst()), message));

    var conversations = conversationsOf(groups, stored, first);
    setRefs(groups, conversations);
    return observed.stream().collect(Collectors.toMap(
        Observed::key, message -> Objects.requireNonNull(conversations.get(groups.rootOf(refsOf(message).getFirst())))));
  }

  private Map<Ref, Long> lockStored(Groups<Ref> groups) {
    var refs = groups.all().stream().flatMap(List::stream).collect(Collectors.toCollection(TreeSet::new));
    var columns = Columns.of(refs).text(Ref::tenant).text(Ref::ref).bindings();
    db.execute(MAKE_REFS, columns);
    var stored = new HashMap<Ref, Long>();
    db.fetch(LOCK_REFS, columns).forEach(row -> {
      var conversation = row.get(2, Long.class);
      if (conversation != null) {
        stored.put(new Ref(row.get(0, String.class), row.get(1, String.class)), conversation);
      }
    });
    return stored;
  }

  /** By the root of each group: the oldest stored conversation, into which the others go, or a new one. */
  private Map<Ref, Long> conversationsOf(Groups<Ref> groups, Map<Ref, Long> stored, Map<Ref, Observed> first) {
    var met = new HashMap<Ref, Long>();
    var survivors = new Survivors();
    var roots = new ArrayList<Ref>();
    for (var group : groups.all()) {
      var root = groups.rootOf(group.getFirst());
      var found = group.stream().map(stored::get).filter(Objects::nonNull).distinct().toList();
      if (found.isEmpty()) {
        roots.add(root);
      } else {
        met.put(root, found.getFirst());
        survivors.same(root.tenant(), found);
      }
    }
    new MergeConversations(db).merge(survivors.merges());
    var byId = survivors.byId();
    var conversations = new HashMap<>(make(roots, first));
    met.forEach((root, conversation) -> conversations.put(root, Objects.requireNonNull(byId.get(conversation))));
    return conversations;
  }

  private Map<Ref, Long> make(List<Ref> roots, Map<Ref, Observed> first) {
    if (roots.isEmpty()) {
      return Map.of();
    }
    var ids = db.fetch(NEW_IDS, roots.size()).getValues(0, Long.class);
    var made = new HashMap<Ref, Long>();
    var rows = new ArrayList<New>();
    for (int i = 0; i < roots.size(); i++) {
      var message = Objects.requireNonNull(first.get(roots.get(i)));
      made.put(roots.get(i), ids.get(i));
      rows.add(new New(roots.get(i).tenant(), ids.get(i), message.key().channel()));
    }
    db.execute(MAKE_CONVERSATIONS, Columns.of(rows).text(New::tenant).number(New::id).text(New::channel).bindings());
    return made;
  }

  private void setRefs(Groups<Ref> groups, Map<Ref, Long> conversations) {
    var assigned = groups.all().stream()
        .flatMap(List::stream)
        .sorted()
        .map(ref -> new Assigned(ref, Objects.requireNonNull(conversations.get(groups.rootOf(ref)))))
        .toList();
    db.execute(SET_REFS, Columns.of(assigned)
        .text(one -> one.ref().tenant())
        .text(one -> one.ref().ref())
        .number(Assigned::conversation)
        .bindings());
  }

  private static List<Ref> refsOf(Observed message) {
    return message.refs().stream().map(ref -> new Ref(message.tenant(), ref)).toList();
  }
}
