package io.tributary.participants.links;

/**
 * The statements of {@link ReadQuestions}. Each goes from the participants over their identities to what is known of these, every step by its index:
 * {@code offset 0} keeps the planner to that order. Left to itself it begins with all records of the tenant while the tables are young and have no
 * statistics, and takes a minute for five hundred messages.
 */
final class QuestionSql {

  private static final String ASKED = "unnest(?::text[], ?::bigint[]) as x (tenant, participant_id)";

  private static final String IDENTITIES = """
      cross join lateral (select kind, value from participant_identities
        where tenant = x.tenant and participant_id = x.participant_id offset 0) i""";

  /** The record that counts for one that was found: itself, or its survivor. None where that is deleted or not known yet. */
  private static final String COUNTING = """
      cross join lateral (select coalesce(survivor_id, record_id) as record_id from records
        where tenant = x.tenant and record_id = %1$s and (merged_into is not null or not deleted) offset 0) counts
      cross join lateral (select record_id, pipeline, company from records
        where tenant = x.tenant and record_id = counts.record_id and not deleted and merged_into is null offset 0) r""";

  static final String PARTICIPANTS = """
      select p.tenant, p.id, a.kind, a.value,
        exists (select from own_identities o where o.tenant = a.tenant and o.kind = a.kind and o.value = a.value) as own,
        a.kind = 'EMAIL' and exists (select from list_addresses l where l.tenant = a.tenant and l.value = a.value) as list
      from %s join participants p on p.tenant = x.tenant and p.id = x.participant_id and p.merged_into is null
      join participant_aliases a on a.tenant = p.tenant and a.participant_id = p.id""".formatted(ASKED);

  /**
   * A number that somebody on WhatsApp does not show. There are no profiles on WhatsApp: evidence is what the provider was asked for when it returned the
   * chat. Another form of a number that is shown is no such evidence.
   */
  private static final String LOOKED_UP = """
      case when i.kind = 'PHONE' then
        exists (select from participants p where p.tenant = x.tenant and p.id = x.participant_id and p.channel = 'WHATSAPP')
        and not exists (
          select from participant_aliases a
          where a.tenant = x.tenant and a.participant_id = x.participant_id and a.kind = 'PHONE' and (a.value = i.value or not exists (
            select from participant_evidence e
            where e.tenant = x.tenant and e.participant_id = x.participant_id and e.kind = 'PHONE' and e.value = i.value)))
      else false end""";

  /**
   * A holding stands in part where a field that its rule requires does not agree. It agrees where the participant shows it too: as an identity of its
   * own, as words of its name (fields of names), or as its work domain.
   */
  static final String HOLDINGS = """
      select x.tenant, x.participant_id, r.record_id, r.pipeline, r.company, i.kind, i.value, h.field,
        case when cardinality(h.requires) = 0 then true else not exists (
          select from unnest(h.requires) as needed (field)
          where not exists (
            select from record_identities other
            join participant_identities met on met.tenant = other.tenant and met.kind = other.kind and met.value = other.value
            where other.tenant = x.tenant and other.record_id = h.record_id and other.field = needed.field
              and met.participant_id = x.participant_id)
          and not exists (
            select from record_match_values v
            where v.tenant = x.tenant and v.record_id = h.record_id and v.field = needed.field and (
              v.field like '%%name%%' and v.field not like '%%company%%' and exists (
                select from participant_names n
                where n.tenant = x.tenant and n.participant_id = x.participant_id and string_to_array(v.value, ' ') <@ n.words)
              or exists (
                select from participant_identities d
                where d.tenant = x.tenant and d.participant_id = x.participant_id and d.kind = 'DOMAIN' and d.value = v.value)))) end as complete,
        %s as looked_up
      from %s
      %s
      cross join lateral (select record_id, field, requires from record_identities
        where tenant = x.tenant and kind = i.kind and value = i.value offset 0) h
      %s""".formatted(LOOKED_UP, ASKED, IDENTITIES, COUNTING.formatted("h.record_id"));

  /** The newest first: of several about one record, which merges may have brought together, it counts. */
  static final String DECISIONS = """
      select x.tenant, x.participant_id, r.record_id, d.decision, d.decided_by, d.confidence
      from %s
      cross join lateral (select * from link_decisions where tenant = x.tenant and participant_id = x.participant_id offset 0) d
      %s
      order by d.decided_at desc, d.record_id""".formatted(ASKED, COUNTING.formatted("d.record_id"));

  /** A domain is blocked with any domain above it. */
  static final String BLOCKED = """
      select distinct x.tenant, x.participant_id
      from %s
      %s
      cross join lateral (
        select i.value
        union all
        select array_to_string(labels[dot + 1 : cardinality(labels)], '.')
        from string_to_array(i.value, '.') as labels, generate_series(1, cardinality(labels) - 2) as dot
        where i.kind = 'DOMAIN') as meant (value)
      cross join lateral (select from blocked_identities where tenant = x.tenant and kind = i.kind and value = meant.value offset 0) b"""
      .formatted(ASKED, IDENTITIES);

  static final String RULES = """
      select x.tenant, x.participant_id, found.record_id, s.decided_by
      from %s
      %s
      cross join lateral (select record_id, decided_by from identifier_rules where tenant = x.tenant and kind = i.kind and value = i.value offset 0) s
      left join lateral (select r.record_id from (select) as one %s) found on true
      where s.record_id is null or found.record_id is not null""".formatted(ASKED, IDENTITIES, COUNTING.formatted("s.record_id"));

  /** Locked, so that whoever changes the ranks waits, and then decides again about what is decided here. */
  static final String RANKS = """
      select s.tenant, s.pipeline_ranks from tenant_settings s where s.tenant = any (?::text[])
      order by s.tenant for share""";

  private QuestionSql() {}
}
