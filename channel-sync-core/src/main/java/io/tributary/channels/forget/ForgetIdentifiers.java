package io.tributary.channels.forget;

import io.tributary.service.privacy.ForgetPeople.Step;
import java.util.List;

/**
 * What every channel's sync holds of a person. The record is not looked for by the erased identifiers any more, even if it keeps them, until it changes;
 * of a chat with the person alone nothing is known any more, of a group everything but the person.
 */
final class ForgetIdentifiers {

  private static final String HELD = """
      from erased e
      join sync_state s on s.tenant = e.tenant
        and s.identifiers @> jsonb_build_array(jsonb_build_object('kind', e.kind, 'canonical', e.value))
      """;

  /** Before the forms themselves go. */
  private static final Step PROGRESS = new Step("progress", """
      delete from progress p using (
        select e.tenant, e.value as form from erased e
        union
        select l.tenant, l.form from erased e join learned_forms l on l.tenant = e.tenant and l.canonical = e.value
        union
        select s.tenant, f.form %s
        cross join jsonb_array_elements(s.identifiers) i
        cross join jsonb_array_elements_text(i -> 'searchForms') as f (form)
        where i ->> 'kind' = e.kind and i ->> 'canonical' = e.value) x
      where p.tenant = x.tenant and p.form = x.form""".formatted(HELD));

  private static final Step LEARNED_FORMS = new Step("learned_forms", """
      delete from learned_forms l using erased e where l.tenant = e.tenant and l.canonical = e.value""");

  private static final Step SYNC_STATE = new Step("sync_state", """
      update sync_state s set identifiers = (
        select coalesce(jsonb_agg(i), '[]') from jsonb_array_elements(s.identifiers) i
        where (s.tenant, i ->> 'kind', i ->> 'canonical') not in (select tenant, kind, value from erased))
      from (select distinct s.tenant, s.record_id %s) x
      where s.tenant = x.tenant and s.record_id = x.record_id""".formatted(HELD));

  /** One statement, since either would take from the other what it finds the person by: one of their aliases may stand in one chat only. */
  private static final Step CHATS = new Step("known_chats", """
      , persons as materialized (
        select distinct p.tenant, p.account, p.person
        from erased e join chat_people p on p.tenant = e.tenant and p.kind = e.kind and p.alias = e.value),
      from_groups as (
        delete from chat_people g using persons x, known_chats k
        where g.tenant = x.tenant and g.account = x.account and g.person = x.person
          and k.tenant = g.tenant and k.account = g.account and k.chat = g.chat and k.is_group)
      delete from known_chats k using persons x, chat_people p
      where p.tenant = x.tenant and p.account = x.account and p.person = x.person
        and k.tenant = p.tenant and k.account = p.account and k.chat = p.chat and not k.is_group""");

  static final List<Step> STEPS = List.of(PROGRESS, LEARNED_FORMS, SYNC_STATE, CHATS);

  private ForgetIdentifiers() {}
}
