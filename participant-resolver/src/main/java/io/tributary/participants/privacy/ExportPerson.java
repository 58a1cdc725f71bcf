package io.tributary.participants.privacy;

import io.tributary.service.database.Database;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * All that is stored of a person, a JSON object a line: the participants first, what was noted of them as senders whom no record held, then the
 * messages they take part in, by id. Read in pages of a transaction each, so that neither memory nor a snapshot grows with what there is.
 */
final class ExportPerson {

  private static final int PAGE = 200;

  private static final String PARTICIPANTS = """
      select jsonb_build_object('type', 'participant', 'id', p.id, 'channel', p.channel, 'display_name', p.display_name, 'handle', p.handle,
        'first_seen_at', p.first_seen_at, 'last_seen_at', p.last_seen_at,
        'aliases', (select coalesce(jsonb_agg(jsonb_build_object('kind', kind, 'value', value) order by kind, value), '[]')
          from participant_aliases a where a.tenant = p.tenant and a.participant_id = p.id),
        'evidence', (select coalesce(jsonb_agg(jsonb_build_object('kind', kind, 'value', value) order by kind, value), '[]')
          from participant_evidence e where e.tenant = p.tenant and e.participant_id = p.id),
        'link', (select jsonb_build_object('status', status, 'record_id', record_id, 'method', method, 'confidence', confidence, 'reason', reason)
          from participant_links l where l.tenant = p.tenant and l.participant_id = p.id),
        'decisions', (select coalesce(jsonb_agg(jsonb_build_object('record_id', record_id, 'decision', decision, 'decided_at', decided_at)
            order by record_id), '[]') from link_decisions d where d.tenant = p.tenant and d.participant_id = p.id))::text
      from participants p where p.tenant = ? and p.id = any(?::bigint[]) order by p.id""";

  private static final String NOTED = """
      select jsonb_build_object('type', 'new_contact', 'kind', n.kind, 'value', n.value, 'written', n.written, 'display_name', n.display_name,
        'identities', n.identities, 'noted_at', n.noted_at, 'data', n.data, 'made_at', n.made_at)::text
      from new_contacts n where n.tenant = ? and exists (
        select from participant_aliases a
        where a.tenant = n.tenant and a.kind = n.kind and a.value = n.value and a.participant_id = any(?::bigint[]))
      order by n.noted_at, n.id""";

  private static final String MESSAGES = """
      select m.id, jsonb_build_object('type', 'message', 'id', m.id, 'channel', m.channel, 'kind', m.kind, 'external_id', m.external_id,
        'conversation_id', m.conversation_id, 'sent_at', m.sent_at, 'received_at', m.received_at, 'direction', m.direction, 'subject', m.subject,
        'text', m.text, 'html', m.html, 'roles', (
          select jsonb_agg(distinct r.role) from message_participants r
          where r.tenant = m.tenant and r.message_id = m.id and r.participant_id = any(w.ids)))::text
      from (select ?::text as tenant, ?::bigint[] as ids, ?::bigint as after) w
      join messages m on m.tenant = w.tenant and m.id in (
        select distinct r.message_id from message_participants r
        where r.tenant = w.tenant and r.participant_id = any(w.ids) and r.message_id > w.after order by 1 limit %d)
      order by m.id""".formatted(PAGE);

  private record Line(long id, String json) {}

  private final Database database;

  ExportPerson(Database database) {
    this.database = database;
  }

  /** @param participants of whom it writes */
  void write(String tenant, List<Long> participants, OutputStream out) throws IOException {
    var ids = participants.toArray(Long[]::new);
    for (var query : List.of(PARTICIPANTS, NOTED)) {
      for (var line : database.inTenant(tenant, db -> db.fetch(query, tenant, ids).getValues(0, String.class))) {
        write(line, out);
      }
    }
    long after = 0;
    List<Line> page;
    do {
      long from = after;
      page = database.inTenant(tenant, db -> db.fetch(MESSAGES, tenant, ids, from)
          .map(row -> new Line(row.get(0, Long.class), row.get(1, String.class))));
      for (var line : page) {
        write(line.json(), out);
        after = line.id();
      }
    } while (page.size() == PAGE);
  }

  private static void write(String json, OutputStream out) throws IOException {
    out.write(json.getBytes(StandardCharsets.UTF_8));
    out.write('\n');
  }
}
