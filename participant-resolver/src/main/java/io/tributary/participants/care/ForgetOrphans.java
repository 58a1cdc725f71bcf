package io.tributary.participants.care;

import io.tributary.participants.known.LockIdentities;
import io.tributary.participants.known.TenantIdentity;
import io.tributary.participants.resolve.Identity;
import io.tributary.service.database.Database;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.jooq.DSLContext;
import org.jooq.Record;

/**
 * Lets go the messages of conversations that no record holds any more, once that has been so for the tenant's {@code orphan_retention}, and once they
 * are themselves stored for that long. A tenant that keeps strangers keeps them all.
 *
 * <p>What a poll fetched stays: its cursor has moved on, so that no later record could bring the message back as its sync brings back others.
 *
 * <p>A record holds a conversation in which one of its participants takes part, or might: an ambiguous one, and one whose identifier a record holds
 * though it is blocked or was unlinked by hand, since both can be taken back. That a record holds a side of our own says nothing.
 */
final class ForgetOrphans {

  private static final int CONVERSATIONS = 100;
  static final int MARKED = 1_000;
  static final int MESSAGES = 1_000;

  /** Of the conversation c. */
  private static final String HELD = """
      exists (
        select from conversation_participants p join participant_links l on l.tenant = p.tenant and l.participant_id = p.participant_id
        where p.tenant = c.tenant and p.conversation_id = c.id and (
          l.status <> 'UNLINKED' or l.secondary_record_id is not null
          or exists (
            select from participant_identities i join record_identities h on h.tenant = i.tenant and h.kind = i.kind and h.value = i.value
            where i.tenant = p.tenant and i.participant_id = p.participant_id)
          and not exists (
            select from participant_identities i join own_identities o on o.tenant = i.tenant and o.kind = i.kind and o.value = i.value
            where i.tenant = p.tenant and i.participant_id = p.participant_id)))""";

  /** A page of all tenants' conversations; what somebody stores just now is left to the next day. Answers with the last of the page. */
  private static final String MARK = """
      with page as materialized (
        select c.tenant, c.id, %s as held
        from conversations c where c.merged_into is null and (c.tenant, c.id) > (?::text, ?::bigint)
        order by c.tenant, c.id limit %d),
      differing as materialized (
        select v.tenant, v.id, page.held from page join conversations v using (tenant, id)
        where (v.unheld_since is null) <> page.held
        order by v.tenant, v.id for update of v skip locked),
      marked as (
        update conversations v set unheld_since = case when now.held then null else clock_timestamp() end
        from differing now where v.tenant = now.tenant and v.id = now.id)
      select tenant, id from page order by tenant desc, id desc limit 1""".formatted(HELD, MARKED);

  private static final String TENANTS = """
      select c.tenant, coalesce(s.orphan_retention_days, 30) as days
      from (select distinct tenant from conversations where unheld_since is not null) c left join tenant_settings s using (tenant)
      where s.keep_strangers is not true order by 1""";

  private static final String NEXT = """
      select c.id from conversations c
      where c.tenant = ? and c.id > ? and c.unheld_since < clock_timestamp() - make_interval(days => ?)
        and exists (select from messages m where m.tenant = c.tenant and m.conversation_id = c.id and m.learnt_by <> 'POLL')
      order by c.id limit %d""".formatted(CONVERSATIONS);

  private static final String IDENTITIES = """
      select i.kind, i.value
      from conversation_participants p join participant_identities i on i.tenant = p.tenant and i.participant_id = p.participant_id
      where p.tenant = ? and p.conversation_id = any(?::bigint[])
      union
      select a.kind, a.value
      from conversation_participants p join participant_aliases a on a.tenant = p.tenant and a.participant_id = p.participant_id
      where p.tenant = ? and p.conversation_id = any(?::bigint[])""";

  /**
   * In the order in which whoever stores a message locks them: one that comes now is either seen, or begins a conversation anew. So is what a person
   * decides about a participant now: it stands before the next statement looks whether a record holds them, or finds them gone.
   */
  private static final List<String> LOCKS = List.of(
      "select from conversation_refs where tenant = ? and conversation_id = any(?::bigint[]) order by ref for update",
      "select from conversations where tenant = ? and id = any(?::bigint[]) order by id for update",
      """
      select from participants p
      where (p.tenant, p.id) in (select tenant, participant_id from conversation_participants where tenant = ? and conversation_id = any(?::bigint[]))
      order by p.id for update""");

  private static final String FORGET = LetGo.statement("""
      select m.id from conversations c join messages m on m.tenant = c.tenant and m.conversation_id = c.id
      where c.tenant = ? and c.id = any(?::bigint[]) and m.created_at < clock_timestamp() - make_interval(days => ?)
        and m.learnt_by <> 'POLL' and not %s
      order by m.id limit %d""".formatted(HELD, MESSAGES));

  private final Database database;

  ForgetOrphans(Database database) {
    this.database = database;
  }

  /** @return messages that are gone */
  int forget() {
    mark();
    return database.asWorker(db -> db.fetch(TENANTS)).stream()
        .mapToInt(row -> forget(row.get(0, String.class), row.get(1, Integer.class)))
        .sum();
  }

  private void mark() {
    var last = markAfter("", 0);
    while (last.isPresent()) {
      last = markAfter(last.get().get(0, String.class), last.get().get(1, Long.class));
    }
  }

  private Optional<Record> markAfter(String tenant, long id) {
    return database.asWorker(db -> db.fetchOptional(MARK, tenant, id));
  }

  private int forget(String tenant, int days) {
    int gone = 0;
    var next = next(tenant, 0, days);
    while (next.length > 0) {
      int now;
      do {
        now = forget(tenant, next, days);
        gone += now;
      } while (now == MESSAGES);
      next = next(tenant, next[next.length - 1], days);
    }
    return gone;
  }

  private Long[] next(String tenant, long after, int days) {
    return database.asWorker(db -> db.fetch(NEXT, tenant, after, days)).getValues(0, Long.class).toArray(Long[]::new);
  }

  private int forget(String tenant, Long[] conversations, int days) {
    return database.asWorker(db -> {
      lock(db, tenant, conversations);
      int gone = db.fetchSingle(FORGET, tenant, conversations, days, tenant, tenant, tenant).get(0, Integer.class);
      if (gone > 0) {
        LetGo.leftovers(db, tenant, conversations);
      }
      return gone;
    });
  }

  private static void lock(DSLContext db, String tenant, Long[] conversations) {
    var identities = new TreeSet<TenantIdentity>();
    db.fetch(IDENTITIES, tenant, conversations, tenant, conversations).forEach(row ->
        identities.add(new TenantIdentity(tenant, new Identity(row.get(0, String.class), row.get(1, String.class)))));
    LockIdentities.lock(db, identities);
    LOCKS.forEach(statement -> db.execute(statement, tenant, conversations));
  }
}
