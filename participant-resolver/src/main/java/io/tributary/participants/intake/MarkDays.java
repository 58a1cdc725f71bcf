package io.tributary.participants.intake;

import io.tributary.participants.links.MessageId;
import io.tributary.participants.rows.Columns;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;
import org.jooq.DSLContext;

/**
 * Marks the days whose figures new messages change: their own, and that of the next answer in their conversation, whose time may be another now.
 * Called last in a transaction: whoever marks a day makes others who mark it wait.
 */
final class MarkDays {

  private static final String MARK = """
      insert into stale_days (tenant, channel, day)
      select m.tenant, m.channel, days.day
      from unnest(?::text[], ?::bigint[]) as x (tenant, id)
      join messages m on m.tenant = x.tenant and m.id = x.id
      cross join lateral (
        select (m.sent_at at time zone 'UTC')::date as day
        union
        (select (o.sent_at at time zone 'UTC')::date from messages o
          where o.tenant = m.tenant and o.conversation_id = m.conversation_id and o.direction = 'OUTBOUND' and o.sent_at > m.sent_at
          order by o.sent_at limit 1)) days
      union
      select tenant, channel, day from unnest(?::text[], ?::text[], ?::text[]::date[]) as moved (tenant, channel, day)
      order by 1, 2, 3
      on conflict (tenant, channel, day) do update set marks = stale_days.marks + 1""";

  private final DSLContext db;

  MarkDays(DSLContext db) {
    this.db = db;
  }

  /**
   * @param messages new ones, and those that went in another direction
   * @param moved days of messages that went to another conversation
   */
  void mark(Collection<MessageId> messages, List<ChannelDay> moved) {
    if (!messages.isEmpty() || !moved.isEmpty()) {
      var news = Columns.of(messages).text(MessageId::tenant).number(MessageId::id).bindings();
      var days = Columns.of(moved).text(ChannelDay::tenant).text(ChannelDay::channel).text(ChannelDay::date).bindings();
      db.execute(MARK, Stream.concat(Arrays.stream(news), Arrays.stream(days)).toArray());
    }
  }
}
