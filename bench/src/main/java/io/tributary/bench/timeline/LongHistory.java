package io.tributary.bench.timeline;

import java.util.List;
import org.jooq.DSLContext;

/**
 * A record with very many messages: half of them in one conversation, the others in threads of ten; and people who are nobody's yet, some with very many
 * messages, as many without any.
 *
 * @param messages of record 1
 * @param strangers people who are nobody's, of either kind
 * @param ofEach messages of each of those who have some
 */
record LongHistory(String tenant, int messages, int strangers, int ofEach) {

  private static final long STRANGERS_FROM = 900_000_002L;
  private static final long NEWCOMERS_FROM = 900_001_002L;

  /** Of the n-th who has written, from 0. */
  static String stranger(int n) {
    return "p%d@bench.test".formatted(STRANGERS_FROM + n);
  }

  /** Of the n-th who has not. */
  static String newcomer(int n) {
    return "p%d@bench.test".formatted(NEWCOMERS_FROM + n);
  }

  private static final List<String> WRITE = List.of(
      "insert into records (tenant, record_id, epoch, record_version, rules_version, pipeline, company, deleted) values (?1, 1, 1, 1, 1, 'contacts', false, false)",
      """
      insert into participants (tenant, id, channel, handle, first_seen_at, last_seen_at)
      select ?1, id, 'EMAIL', 'p' || id || '@bench.test', now(), now()
      from (select 900000001 as id union all select 900000002 + n from generate_series(0, ?4 - 1) n union all
        select 900001002 + n from generate_series(0, ?4 - 1) n) p""",
      "insert into participant_aliases select tenant, 'EMAIL', 'EMAIL', handle, id from participants where tenant = ?1 and id > 900000001",
      "insert into participant_identities select tenant, id, 'EMAIL', handle from participants where tenant = ?1 and id > 900000001",
      """
      insert into participant_links (tenant, participant_id, channel, status, record_id, method, confidence, reason, published_version)
      values (?1, 900000001, 'EMAIL', 'LINKED', 1, 'EMAIL_MATCH', 0.95, 'bench', 1)""",
      """
      insert into participant_links (tenant, participant_id, channel, status, reason, published_version)
      select tenant, id, 'EMAIL', 'UNLINKED', 'bench', 1 from participants where tenant = ?1 and id > 900000001""",
      """
      insert into conversations (tenant, id, channel, subject, message_count, participant_count, first_message_at, last_message_at)
      select ?1, 900000000 + n, 'EMAIL', 'Thread ' || n, 10, 1, now() - n * interval '1 minute', now() - n * interval '1 minute'
      from generate_series(0, (?2 + ?3) / 10) n""",
      """
      insert into messages (tenant, id, channel, external_id, kind, conversation_id, sent_at, direction, subject, text, learnt_by)
      select ?1, 900000000 + n, 'EMAIL', 'm' || n, 'EMAIL', 900000000 + case when n <= ?2 / 2 then 0 else n / 10 end, now() - n * interval '1 minute',
        'INBOUND', 'Subject ' || n, repeat('Words that people write to one another. ', 20), 'SYNC'
      from generate_series(1, ?2 + ?3) n""",
      """
      insert into message_copies (tenant, account, provider_id, message_id, folder, read)
      select ?1, 'account', 'c' || n, 900000000 + n, 'INBOX', true from generate_series(1, ?2 + ?3) n""",
      """
      insert into message_participants (tenant, message_id, participant_id, role)
      select ?1, 900000000 + n, case when n <= ?2 then 900000001 else 900000002 + n % ?4 end, 'FROM' from generate_series(1, ?2 + ?3) n""",
      """
      insert into conversation_participants (tenant, conversation_id, participant_id, message_count)
      select p.tenant, m.conversation_id, p.participant_id, count(*)
      from message_participants p join messages m on m.tenant = p.tenant and m.id = p.message_id
      where p.tenant = ?1 group by 1, 2, 3""",
      "analyze");

  void write(DSLContext sql) {
    WRITE.forEach(statement -> sql.execute(statement
        .replace("?1", "'" + tenant + "'").replace("?2", String.valueOf(messages)).replace("?3", String.valueOf((long) strangers * ofEach))
        .replace("?4", String.valueOf(strangers))));
  }
}
