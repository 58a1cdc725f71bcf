package io.tributary.participants.privacy;

import io.tributary.participants.known.ErasedIdentities;
import io.tributary.participants.known.LockIdentities;
import io.tributary.participants.known.TenantIdentity;
import io.tributary.participants.links.PublishedRows;
import io.tributary.service.database.Database;
import java.security.SecureRandom;
import java.util.List;
import java.util.TreeSet;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.CannotAcquireLockException;

/**
 * Forgets a person, in one transaction: the content of what they took part in, every identifier and name, what was decided about them. Their links
 * are published as nulls, facts without them. What comes of them later is not stored: their identifiers are known again by their HMACs alone. The
 * other services are told on {@code privacy.erasures}, from a row that forgets whom it was about once they are.
 */
public final class ErasePerson {

  private static final String COUNT = """
      select count(distinct message_id) from message_participants where tenant = ? and participant_id = any(?::bigint[])""";

  private static final String KEY = """
      insert into privacy_settings as s (tenant, erasure_key) values (?, ?)
      on conflict (tenant) do update set erasure_key = coalesce(s.erasure_key, excluded.erasure_key)
      returning erasure_key""";

  private static final String FORGET_WAITING = """
      delete from waiting_messages w where (w.tenant, w.id) in (
        select k.tenant, k.message_id
        from waiting_keys k join unnest(?::text[], ?::text[], ?::text[]) as x (tenant, kind, value) using (tenant, kind, value))""";

  private static final String TELL = """
      insert into erasures (tenant, kinds, identifiers, record_ids, from_records, participants, messages)
      values (?, ?::text[], ?::text[], ?::bigint[], ?, ?, ?) returning id""";

  private static final String LOCK = "select from participants where tenant = ? and id = any(?::bigint[]) order by id for update";

  /** Each takes the tenant and the participants. Of the rows that are locks, those that others hold stay: they may be a domain's, or several people's. */
  private static final List<String> STEPS = List.of(
      """
      with said as (
        update messages m set subject = null, text = null, html = null, text_truncated = false, html_truncated = false,
          content_gone_at = clock_timestamp()
        where m.tenant = ? and m.id in (select message_id from message_participants where tenant = m.tenant and participant_id = any(?::bigint[]))
        returning m.tenant, m.conversation_id)
      update conversations c set subject = null from (select distinct tenant, conversation_id from said) s
      where c.tenant = s.tenant and c.id = s.conversation_id""",
      """
      update message_facts f set version = f.version + 1, participant_ids = coalesce((
        select array_agg(who order by at) from unnest(f.participant_ids) with ordinality as u (who, at) where who <> all(x.ids)), '{}')
      from (select ?::text as tenant, ?::bigint[] as ids) x
      where f.tenant = x.tenant and f.message_id in (
        select message_id from message_participants where tenant = x.tenant and participant_id = any(x.ids))""",
      "delete from message_participants where tenant = ? and participant_id = any(?::bigint[])",
      """
      with gone as (
        delete from conversation_participants where tenant = ? and participant_id = any(?::bigint[]) returning tenant, conversation_id)
      update conversations c set participant_count = c.participant_count - g.people
      from (select tenant, conversation_id, count(*) as people from gone group by 1, 2) g
      where c.tenant = g.tenant and c.id = g.conversation_id""",
      """
      delete from identifier_rules r using (select ?::text as tenant, ?::bigint[] as ids) x
      where r.tenant = x.tenant and (r.kind, r.value) in (
        select kind, value from participant_aliases where tenant = x.tenant and participant_id = any(x.ids))""",
      """
      delete from identities where (tenant, kind, value) in (
        select i.tenant, i.kind, i.value
        from identities i cross join (select ?::text as tenant, ?::bigint[] as ids) x
        where i.tenant = x.tenant and (i.kind, i.value) in (
          select kind, value from participant_identities where tenant = x.tenant and participant_id = any(x.ids)
          union select kind, value from participant_aliases where tenant = x.tenant and participant_id = any(x.ids))
        for update of i skip locked)""",
      "delete from participant_aliases where tenant = ? and participant_id = any(?::bigint[])",
      "delete from participant_evidence where tenant = ? and participant_id = any(?::bigint[])",
      "delete from participant_identities where tenant = ? and participant_id = any(?::bigint[])",
      "delete from participant_names where tenant = ? and participant_id = any(?::bigint[])",
      "delete from link_decisions where tenant = ? and participant_id = any(?::bigint[])",
      "delete from decision_log where tenant = ? and participant_id = any(?::bigint[])",
      "delete from link_history where tenant = ? and participant_id = any(?::bigint[])",
      """
      update participant_links set status = 'UNLINKED', record_id = null, secondary_record_id = null, method = null, confidence = null,
        candidates = '{}', candidate_reasons = '{}', linked_by = null, reason = 'erased', gone = true, version = version + 1,
        changed_at = clock_timestamp()
      where tenant = ? and participant_id = any(?::bigint[])""",
      "update participants set display_name = null, handle = 'erased', erased_at = clock_timestamp() where tenant = ? and id = any(?::bigint[])");

  private static final int ROUNDS = 5;

  private record Person(List<Long> participants, KnownBy known) {

    static Person of(DSLContext db, String tenant, Whom whom) {
      var participants = whom.participants(db, tenant);
      return new Person(participants, KnownBy.of(db, tenant, whom, ids(participants)));
    }
  }

  private final Database database;
  private final PublishedRows published;
  private final SecureRandom random = new SecureRandom();

  public ErasePerson(Database database, PublishedRows published) {
    this.database = database;
    this.published = published;
  }

  /**
   * What an erasure concerns, or concerned.
   *
   * @param messages whose content goes
   * @param records that hold an identifier of the person
   * @param id of the erasure, as the other services are told of it; null for a plan, and where nothing is known of anybody
   */
  public record Erased(int participants, long messages, int records, @Nullable UUID id, boolean done) {}

  /** What it would erase; nothing changes. */
  public Erased plan(String tenant, Whom whom) {
    return database.inTenant(tenant, db -> {
      var person = Person.of(db, tenant, whom);
      return new Erased(
          person.participants().size(), messages(db, tenant, person.participants()), person.known().records(db).size(), null, false);
    });
  }

  /**
   * Twice is once: the second time there is nobody, though the other services are told again.
   *
   * @param fromRecords whether the records that hold an identifier of the person lose it
   * @param by who asked for it
   * @throws CannotAcquireLockException if the person is seen under something new all the while; the caller may try again
   */
  public Erased erase(String tenant, Whom whom, boolean fromRecords, String by, @Nullable String reason) {
    var erased = database.inTenant(tenant, db -> {
      var person = locked(db, tenant, whom);
      var participants = person.participants();
      var ids = ids(participants);
      var known = person.known();
      db.execute(LOCK, tenant, ids);
      var messages = messages(db, tenant, participants);
      var records = known.records(db);
      new ErasedIdentities(db).remember(key(db, tenant), known.identities());
      STEPS.forEach(step -> db.execute(step, tenant, ids));
      db.execute(FORGET_WAITING, known.columns());
      LockIdentities.forget(db, known.identities());
      var id = known.identities().isEmpty() ? null : tell(db, tenant, known, records, fromRecords, participants.size(), messages);
      PrivacyLog.write(db, tenant, "ERASE", by, reason,
          "{\"participants\":%d,\"messages\":%d,\"records\":%d}".formatted(participants.size(), messages, records.size()));
      return new Erased(participants.size(), messages, records.size(), id, true);
    });
    published.poke();
    return erased;
  }

  /** Looked for again until all is locked: who came under one of the identities before is one of them, and may be known by more. */
  private static Person locked(DSLContext db, String tenant, Whom whom) {
    var locked = new TreeSet<TenantIdentity>();
    for (int round = 0; round < ROUNDS; round++) {
      var person = Person.of(db, tenant, whom);
      if (round > 0 && locked.containsAll(person.known().identities())) {
        return person;
      }
      locked.addAll(person.known().identities());
      LockIdentities.lockToForget(db, locked);
    }
    throw new CannotAcquireLockException("New identities of the person came each of the " + ROUNDS + " times they were to be locked. Try again.");
  }

  private static UUID tell(
      DSLContext db, String tenant, KnownBy known, List<Long> records, boolean fromRecords, int participants, long messages) {
    var columns = known.columns();
    return db.fetchSingle(TELL, tenant, columns[1], columns[2], records.toArray(Long[]::new), fromRecords, participants, messages)
        .get(0, UUID.class);
  }

  private byte[] key(DSLContext db, String tenant) {
    var fresh = new byte[32];
    random.nextBytes(fresh);
    return db.fetchSingle(KEY, tenant, fresh).get(0, byte[].class);
  }

  private static long messages(DSLContext db, String tenant, List<Long> participants) {
    return db.fetchSingle(COUNT, tenant, ids(participants)).get(0, Long.class);
  }

  private static Long[] ids(List<Long> participants) {
    return participants.toArray(Long[]::new);
  }
}
