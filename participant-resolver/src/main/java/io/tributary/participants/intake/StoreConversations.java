package io.tributary.participants.intake;

import io.tributary.participants.rows.Columns;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jooq.DSLContext;

/**
 * Decides which conversation each message belongs to. Messages that share a ref are one conversation: groups are formed within the batch first, then
 * with what is stored. Where a group meets several stored conversations, the oldest survives.
 */
final class StoreConversations {

  private static final String NEW_IDS = """
      select nextval(pg_get_serial_sequence('conversations', 'id')) from generate_series(1, ?)""";

  private static final String MAKE_CONVERSATIONS = """
      insert into conversations (tenant, id, channel)
      select * from unnest(?::text[], ?::bigint[], ?::text[])""";

  private static final String SET_REFS = """
      update conversation_refs r set conversation_id = x.conversation_id
      from unnest(?::text[], ?::text[], ?::bigint[]) as x (tenant, ref, conversation_id)
      where r.tenant = x.tenant and r.ref = x.ref and r.conversation_id is distinct from x.conversation_id""";

  /**
   * What is likely before the refs are locked.
   *
   * @param conversations of each ref: the one its group had when it was read, or a new one
   * @param fresh those of them that are not stored
   */
  private record Proposed(TreeMap<ConversationRef, Long> conversations, Set<Long> fresh) {}

  private record Assigned(ConversationRef ref, long conversation) {}

  private record New(String tenant, long id, String channel) {}

  private final DSLContext db;

  StoreConversations(DSLContext db) {
    this.db = db;
  }

  StoredConversations store(List<Observed> observed) {
    var groups = new Groups<ConversationRef>();
    observed.forEach(message -> groups.together(refsOf(message)));
    var channels = new HashMap<ConversationRef, String>();
    observed.forEach(message -> channels.putIfAbsent(groups.rootOf(refsOf(message).getFirst()), message.key().channel()));

    var refs = new LockRefs(db);
    var read = refs.read(groups.all().stream().flatMap(List::stream).toList());
    var proposed = propose(groups, read);
    var held = refs.lock(proposed.conversations(), read.keySet());
    var survivors = survivors(groups, held.stored());
    var moved = new MergeConversations(db).merge(survivors.merges());
    var conversations = conversationsOf(groups, held.stored(), survivors.byId(), proposed);
    make(conversations, proposed.fresh(), channels);
    var standing = new HashMap<>(held.stored());
    held.made().forEach(ref -> standing.put(ref, proposed.conversations().get(ref)));
    setRefs(groups, conversations, standing);
    return new StoredConversations(observed.stream().collect(Collectors.toMap(
        Observed::key, message -> Objects.requireNonNull(conversations.get(groups.rootOf(refsOf(message).getFirst()))))), moved);
  }

  private Proposed propose(Groups<ConversationRef> groups, Map<ConversationRef, Long> read) {
    var ids = newIds(groups.all().stream().filter(group -> group.stream().noneMatch(read::containsKey)).count());
    var proposed = new Proposed(new TreeMap<>(), new HashSet<>());
    for (var group : groups.all()) {
      var conversation = group.stream().map(read::get).filter(Objects::nonNull).findFirst().orElseGet(() -> {
        var id = ids.next();
        proposed.fresh().add(id);
        return id;
      });
      group.forEach(ref -> proposed.conversations().put(ref, conversation));
    }
    return proposed;
  }

  private static Survivors survivors(Groups<ConversationRef> groups, Map<ConversationRef, Long> stored) {
    var survivors = new Survivors();
    groups.all().forEach(group -> survivors.same(group.getFirst().tenant(), storedOf(group, stored)));
    return survivors;
  }

  private static List<Long> storedOf(List<ConversationRef> group, Map<ConversationRef, Long> stored) {
    return group.stream().map(stored::get).filter(Objects::nonNull).distinct().toList();
  }

  /** By the root of each group: the oldest stored conversation, into which the others go, or a new one. */
  private Map<ConversationRef, Long> conversationsOf(
      Groups<ConversationRef> groups, Map<ConversationRef, Long> stored, Map<Long, Long> survivors, Proposed proposed) {
    var conversations = new HashMap<ConversationRef, Long>();
    for (var group : groups.all()) {
      var root = groups.rootOf(group.getFirst());
      conversations.put(root, storedOf(group, stored).stream().findFirst().map(survivors::get).orElseGet(() -> newOf(root, proposed)));
    }
    return conversations;
  }

  /** What was read may have been let go before it could be locked. */
  private long newOf(ConversationRef root, Proposed proposed) {
    var likely = Objects.requireNonNull(proposed.conversations().get(root));
    if (proposed.fresh().contains(likely)) {
      return likely;
    }
    var id = newIds(1).next();
    proposed.fresh().add(id);
    return id;
  }

  private void make(Map<ConversationRef, Long> conversations, Set<Long> fresh, Map<ConversationRef, String> channels) {
    var rows = conversations.entrySet().stream()
        .filter(made -> fresh.contains(made.getValue()))
        .map(made -> new New(made.getKey().tenant(), made.getValue(), Objects.requireNonNull(channels.get(made.getKey()))))
        .sorted(Comparator.comparingLong(New::id))
        .toList();
    if (!rows.isEmpty()) {
      db.execute(MAKE_CONVERSATIONS, Columns.of(rows).text(New::tenant).number(New::id).text(New::channel).bindings());
    }
  }

  private Iterator<Long> newIds(long count) {
    return db.fetch(NEW_IDS, count).getValues(0, Long.class).iterator();
  }

  /** @param standing what the refs have now */
  private void setRefs(Groups<ConversationRef> groups, Map<ConversationRef, Long> conversations, Map<ConversationRef, Long> standing) {
    var assigned = groups.all().stream()
        .flatMap(List::stream)
        .sorted()
        .map(ref -> new Assigned(ref, Objects.requireNonNull(conversations.get(groups.rootOf(ref)))))
        .filter(one -> !Objects.equals(standing.get(one.ref()), one.conversation()))
        .toList();
    if (!assigned.isEmpty()) {
      db.execute(SET_REFS, Columns.of(assigned)
          .text(one -> one.ref().tenant())
          .text(one -> one.ref().ref())
          .number(Assigned::conversation)
          .bindings());
    }
  }

  private static List<ConversationRef> refsOf(Observed message) {
    return message.refs().stream().map(ref -> new ConversationRef(message.tenant(), ref)).toList();
  }
}
