package io.tributary.participants.contacts;

/** The statements of {@link MakeContacts}. {@code offset 0} keeps the planner to one look by index a sender, however few statistics there are. */
final class NewContactSql {

  /** Senders a transaction: each may have some ten identities, which are locked. */
  static final int PAGE = 200;

  static final String DUE = """
      select tenant, kind, value from new_contacts
      where version = 0 and noted_at < clock_timestamp() - make_interval(secs => ?)
      order by tenant, kind, value limit %d""".formatted(PAGE);

  private static final String THESE = "unnest(?::text[], ?::text[], ?::text[]) as x (tenant, kind, value)";

  /** All that the sender n is known to show: in the message that told of them, and as far as they are stored by now. */
  private static final String SHOWN = """
      cross join lateral (
        select told.kind, told.value from jsonb_to_recordset(n.identities) as told (kind text, value text)
        union
        select other.kind, other.value
        from (select participant_id from participant_identities where tenant = n.tenant and kind = n.kind and value = n.value offset 0) i
        cross join lateral (select kind, value from participant_identities
          where tenant = n.tenant and participant_id = i.participant_id offset 0) other) s""";

  static final String IDENTITIES = """
      select n.tenant, s.kind, s.value from %s join new_contacts n using (tenant, kind, value) %s""".formatted(THESE, SHOWN);

  /**
   * Somebody whom a record holds, if only in part or by a weaker form; who became a record under another identity; a side of ours or a colleague of one;
   * a list; who is blocked; and whomever people decided something about, be it that they are nobody's. The inner look at who became a record leaves the
   * tenant to the outer one, so that it goes by what they showed and not through all of a tenant's.
   */
  private static final String KNOWN = """
      select p.tenant, p.kind, p.value from (
        select n.tenant, n.kind, n.value, s.kind as by_kind, s.value as by_value from %1$s join new_contacts n using (tenant, kind, value) %2$s) p
      where p.by_kind <> 'DOMAIN' and (exists (
            select from record_identities h where h.tenant = p.tenant and h.kind = p.by_kind and h.value = p.by_value offset 0)
          or exists (
            select from (select tenant from new_contacts where version > 0
              and identities @> jsonb_build_array(jsonb_build_object('kind', p.by_kind, 'value', p.by_value)) offset 0) made
            where made.tenant = p.tenant))
        or exists (select from own_identities o where o.tenant = p.tenant and (
          (o.kind = p.by_kind or o.kind = 'EMAIL' and p.by_kind = 'EMAIL_UNTAGGED') and o.value = p.by_value
          or p.by_kind = 'DOMAIN' and o.kind = 'EMAIL' and split_part(o.value, '@', 2) = p.by_value))
        or p.by_kind = 'EMAIL' and exists (select from list_addresses l where l.tenant = p.tenant and l.value = p.by_value)
        or exists (select from blocked_identities b where b.tenant = p.tenant and b.kind = p.by_kind and (b.value = p.by_value
          or p.by_kind = 'DOMAIN' and right(p.by_value, length(b.value) + 1) = '.' || b.value))
        or exists (select from identifier_rules r where r.tenant = p.tenant and r.kind = p.by_kind and r.value = p.by_value offset 0)
      union
      select x.tenant, x.kind, x.value
      from %1$s
      cross join lateral (select tenant, participant_id from participant_identities
        where tenant = x.tenant and kind = x.kind and value = x.value offset 0) i
      where exists (select from link_decisions d where d.tenant = i.tenant and d.participant_id = i.participant_id offset 0)
        or exists (select from participant_links l where l.tenant = i.tenant and l.participant_id = i.participant_id and l.status <> 'UNLINKED' offset 0)"""
      .formatted(THESE, SHOWN);

  /** Of the tenants that still want it, in pipelines that have a field for the identity; of those who share an identity the first. */
  static final String MAKE = """
      with known as materialized (%s),
      wanted as materialized (
        select n.tenant, n.kind, n.value, n.identities,
          t.default_contact_pipeline as pipeline, t.default_contact_status as status, t.default_contact_fields as fields
        from %s join new_contacts n using (tenant, kind, value) join tenant_settings t using (tenant)
        where n.version = 0 and t.default_contact_pipeline is not null and t.default_contact_fields ->> n.kind is not null
          and not exists (select from known k where k.tenant = n.tenant and k.kind = n.kind and k.value = n.value)),
      others as materialized (
        select shown.tenant, shown.kind, shown.value from (
          select n.tenant, n.kind, n.value, row_number() over (partition by n.tenant, s.kind, s.value order by n.kind, n.value) as place
          from wanted n %s where s.kind <> 'DOMAIN') shown
        where shown.place > 1)
      update new_contacts n set version = 1, made_at = clock_timestamp(), pipeline = w.pipeline,
        data = jsonb_build_object(w.fields ->> n.kind, n.written, w.fields ->> 'STATUS', w.status)
          || case when n.display_name is null or w.fields ->> 'NAME' is null then jsonb_build_object()
             else jsonb_build_object(w.fields ->> 'NAME', n.display_name) end
      from wanted w
      where n.tenant = w.tenant and n.kind = w.kind and n.value = w.value and n.version = 0
        and not exists (select from others o where o.tenant = n.tenant and o.kind = n.kind and o.value = n.value)
      returning n.tenant, n.kind, n.value""".formatted(KNOWN, THESE, SHOWN);

  /** Should they write again, they are looked at again. */
  static final String LET_GO = """
      delete from new_contacts n using %s
      where n.tenant = x.tenant and n.kind = x.kind and n.value = x.value and n.version = 0""".formatted(THESE);

  /** What they said waits anew, under whichever identity they said it, for the record that is on its way now. */
  static final String WAIT_ON = """
      update waiting_messages w set told_at = clock_timestamp()
      from (
        select distinct k.tenant, k.message_id
        from %s join new_contacts n using (tenant, kind, value)
        cross join lateral jsonb_to_recordset(n.identities) as told (kind text, value text)
        join waiting_keys k on k.tenant = n.tenant and k.kind = told.kind and k.value = told.value
        where told.kind <> 'DOMAIN') said
      where w.tenant = said.tenant and w.id = said.message_id""".formatted(THESE);

  private NewContactSql() {}
}
