package io.tributary.participants.care;

import io.micrometer.core.instrument.MeterRegistry;
import io.tributary.participants.analytics.CountDays;
import io.tributary.participants.contacts.MakeContacts;
import io.tributary.participants.intake.TakeInStrangers;
import io.tributary.participants.links.PublishedRows;
import io.tributary.service.database.Database;
import java.util.Locale;
import java.util.function.IntSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs one piece of care, and says what it changed: in the log and as {@code tributary.repairs} with the tag {@code task}. */
public final class RunCare {

  private static final Logger LOG = LoggerFactory.getLogger(RunCare.class);

  private static final String PURGE_LINKS = """
      with published as (
        delete from participant_links l using participants p
        where p.tenant = l.tenant and p.id = l.participant_id and p.erased_at is not null and l.gone and l.version = l.published_version
        returning l.tenant, l.participant_id)
      select count(*) from published""";

  /** Of the people who are gone nothing is left but the row, once the null under their key is published. */
  private static final String PURGE_PARTICIPANTS = """
      delete from participants p
      where p.erased_at is not null and not exists (select from participant_links l where l.tenant = p.tenant and l.participant_id = p.id)
        and not exists (select from participants o where o.tenant = p.tenant and o.merged_into = p.id)""";

  private static final String PURGE_FACTS = "delete from message_facts where gone and version = published_version";

  private static final String RETAIN = """
      with gone as (
        update messages m set subject = null, text = null, html = null, text_truncated = false, html_truncated = false,
          content_gone_at = clock_timestamp()
        from privacy_settings s
        where s.tenant = m.tenant and s.retention_days is not null and m.content_gone_at is null
          and m.sent_at < clock_timestamp() - make_interval(days => s.retention_days)
        returning m.tenant, m.conversation_id),
      unnamed as (
        update conversations c set subject = null from (select distinct tenant, conversation_id from gone) g
        where c.tenant = g.tenant and c.id = g.conversation_id)
      select count(*) from gone""";

  private final Database database;
  private final CountDays days;
  private final VerifyLinks links;
  private final ForgetOrphans orphans;
  private final TakeInStrangers strangers;
  private final MakeContacts contacts;
  private final PublishedRows published;
  private final MeterRegistry metrics;

  RunCare(
      Database database, CountDays days, VerifyLinks links, ForgetOrphans orphans, TakeInStrangers strangers, MakeContacts contacts,
      PublishedRows published, MeterRegistry metrics) {
    this.database = database;
    this.days = days;
    this.links = links;
    this.orphans = orphans;
    this.strangers = strangers;
    this.contacts = contacts;
    this.published = published;
    this.metrics = metrics;
  }

  /** @return rows that were repaired */
  public int repair(Repair repair) {
    return told(repair.name(), () -> database.asWorker(db -> db.execute(repair.statement())));
  }

  /** @return figures that changed */
  public int countDays() {
    return told("DAYS", days::countMarked);
  }

  /** @return figures that were wrong, or due */
  public int countRecentDays() {
    return told("RECENT_DAYS", days::countRecent);
  }

  /** @return links that were decided otherwise */
  public int verifyLinks() {
    return told("LINKS", links::verify);
  }

  /** Lets go the content of messages that are older than their tenant keeps it. @return messages */
  public int retain() {
    return told("RETENTION", () -> database.asWorker(db -> db.fetchSingle(RETAIN).get(0, Integer.class)));
  }

  /** Stores what webhooks told of people whom a record holds by now. @return messages */
  public int takeInStrangers() {
    return told("STRANGERS", strangers::takeIn);
  }

  /** Makes records of senders who are still unknown, for tenants that want that. @return senders */
  public int makeContacts() {
    return told("NEW_CONTACTS", contacts::make);
  }

  /** Lets go messages that no record holds any more; what they were counted in is put right at once. @return messages */
  public int forgetOrphans() {
    int gone = told("ORPHANS", orphans::forget);
    if (gone > 0) {
      Repair.COUNTERS.forEach(this::repair);
    }
    return gone;
  }

  /** Lets go the rows of what is gone and was published as gone. @return rows */
  public int purge() {
    return told("PURGE", () -> database.asWorker(db -> {
      var links = db.fetchSingle(PURGE_LINKS).get(0, Integer.class);
      return links + db.execute(PURGE_PARTICIPANTS) + db.execute(PURGE_FACTS);
    }));
  }

  private int told(String task, IntSupplier care) {
    int changed = care.getAsInt();
    metrics.counter("tributary.repairs", "task", task.toLowerCase(Locale.ROOT)).increment(changed);
    if (changed > 0) {
      LOG.info("Care {} changed {} rows", task, changed);
      published.poke();
    }
    return changed;
  }
}
