package io.tributary.participants.care;

import io.tributary.participants.links.DecideLinks;
import io.tributary.participants.links.ParticipantKey;
import io.tributary.service.database.Database;
import java.util.List;

/**
 * Decides every link again, a page of participants a transaction. Deciding writes only what differs, so in a healthy system this changes nothing but
 * when each link was verified.
 */
public final class VerifyLinks {

  private static final int PAGE = 500;

  private static final String NEXT = """
      select tenant, id from participants
      where (tenant, id) > (?, ?) and merged_into is null and erased_at is null
      order by tenant, id limit %d""".formatted(PAGE);

  private static final String VERIFIED = """
      with verified as (
        update participant_links l set last_verified_at = clock_timestamp()
        from (
          select p.tenant, p.id from participants p
          where (p.tenant, p.id) > (?, ?) and (p.tenant, p.id) <= (?, ?) and p.merged_into is null and p.erased_at is null) x
        where l.tenant = x.tenant and l.participant_id = x.id
        returning l.changed_at)
      select count(*) filter (where changed_at >= transaction_timestamp()) from verified""";

  private final Database database;

  public VerifyLinks(Database database) {
    this.database = database;
  }

  /** @return links that were decided otherwise */
  public int verify() {
    int changed = 0;
    var after = new ParticipantKey("", 0);
    List<ParticipantKey> page;
    do {
      var from = after;
      page = database.asWorker(db -> db.fetch(NEXT, from.tenant(), from.id())
          .map(row -> new ParticipantKey(row.get(0, String.class), row.get(1, Long.class))));
      if (!page.isEmpty()) {
        var participants = page;
        var last = page.getLast();
        changed += database.asWorker(db -> {
          DecideLinks.of(db, participants);
          return db.fetchSingle(VERIFIED, from.tenant(), from.id(), last.tenant(), last.id()).get(0, Integer.class);
        });
        after = last;
      }
    } while (page.size() == PAGE);
    return changed;
  }
}
