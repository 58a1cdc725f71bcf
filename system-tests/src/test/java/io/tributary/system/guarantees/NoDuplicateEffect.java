package io.tributary.system.guarantees;

import io.tributary.events.Channel;
import io.tributary.events.SyncJob;
import io.tributary.events.Topics;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** However often something was delivered or begun, it is there once and counted once. */
final class NoDuplicateEffect implements Guarantee<Evidence> {

  private record Rows(String database, String statement) {}

  private static final Map<String, Rows> NONE_OF = new LinkedHashMap<>();

  static {
    none("messages stored twice", "communications", """
        select count(*) from (select 1 from messages where tenant = :tenant group by channel, external_id having count(*) > 1) twice""");
    none("participants stored twice", "communications", """
        select count(*) from (select 1 from participants where tenant = :tenant and merged_into is null
        group by channel, lower(handle) having count(*) > 1) twice""");
    none("participants without an alias", "communications", """
        select count(*) from participants p where tenant = :tenant and merged_into is null and not exists
        (select from participant_aliases a where a.tenant = p.tenant and a.participant_id = p.id)""");
    none("conversations that count their messages wrong", "communications", """
        select count(*) from conversations c where tenant = :tenant and message_count <>
        (select count(*) from messages m where m.tenant = c.tenant and m.conversation_id = c.id)""");
    none("participants whose messages in a conversation are counted wrong", "communications", """
        select count(*) from conversation_participants c where tenant = :tenant and message_count <>
        (select count(distinct m.id) from messages m join message_participants p on p.tenant = m.tenant and p.message_id = m.id
         where m.tenant = c.tenant and m.conversation_id = c.conversation_id and p.participant_id = c.participant_id)""");
    none("messages of conversations that were merged into others", "communications", """
        select count(*) from messages m join conversations c on c.tenant = m.tenant and c.id = m.conversation_id
        where m.tenant = :tenant and c.merged_into is not null""");
    none("records with two open jobs", "email_sync", """
        select count(*) from (select 1 from sync_jobs where tenant = :tenant and finished_at is null
        group by record_id having count(*) > 1) twice""");
    none("jobs that never ended", "email_sync", "select count(*) from sync_jobs where tenant = :tenant and finished_at is null");
    none("jobs that overlap another of their record", "email_sync", """
        select count(*) from sync_jobs a join sync_jobs b on b.tenant = a.tenant and b.record_id = a.record_id and b.job_id <> a.job_id
        where a.tenant = :tenant and b.started_at > a.started_at and b.started_at < a.finished_at""");
  }

  private static void none(String what, String database, String statement) {
    NONE_OF.put(what, new Rows(database, statement));
  }

  @Override
  public String name() {
    return "nothing is stored or counted twice";
  }

  @Override
  public List<String> breaches(Evidence evidence) {
    var breaches = new ArrayList<String>();
    NONE_OF.forEach((what, rows) -> {
      var count = evidence.number(rows.database, rows.statement);
      if (count > 0) {
        breaches.add("%d %s".formatted(count, what));
      }
    });
    compare("facts", evidence.last(Topics.COMMUNICATION_FACTS), evidence.number("communications",
        "select count(*) from messages where tenant = :tenant"), breaches);
    compare("links", evidence.last(Topics.PARTICIPANT_LINKS), evidence.number("communications",
        "select count(*) from participant_links where tenant = :tenant and not gone"), breaches);
    compare("e-mail jobs", emailJobs(evidence), evidence.number("email_sync",
        "select count(*) from sync_jobs where tenant = :tenant"), breaches);
    return breaches;
  }

  private static Map<String, Event> emailJobs(Evidence evidence) {
    var jobs = evidence.last(Topics.SYNC_JOBS);
    jobs.values().removeIf(event -> !(event.value() instanceof SyncJob job) || job.getChannel() != Channel.EMAIL);
    return jobs;
  }

  private static void compare(String what, Map<String, Event> streamed, long stored, List<String> breaches) {
    var alive = streamed.values().stream().filter(event -> event.value() != null).count();
    if (alive != stored) {
      breaches.add("%d %s are on the stream, %d are stored".formatted(alive, what, stored));
    }
  }
}
