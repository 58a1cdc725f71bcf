package io.tributary.participants.links;

import io.tributary.participants.resolve.ParticipantResolver;
import io.tributary.participants.rows.Columns;
import java.util.Collection;
import java.util.TreeSet;
import org.jooq.DSLContext;

/**
 * Decides whose the participants are, now: reads all that bears on it, asks the one {@link ParticipantResolver}, and writes what differs from what
 * stands. Called within the transaction of whatever changed, which has locked the identities concerned.
 */
public final class DecideLinks {

  /** Two that decide about one participant do so one after the other, and the second sees what made the first decide. */
  private static final String LOCK = """
      select from participants p join unnest(?::text[], ?::bigint[]) as x (tenant, id) using (tenant, id)
      order by p.tenant, p.id
      for no key update of p""";

  /** @param participants whose identities, or the records that hold them, may have changed */
  public static void of(DSLContext db, Collection<ParticipantKey> participants) {
    of(db, participants, "resolver");
  }

  /** @param by whose doing it is: the resolver's, or a person's who decided something */
  public static void of(DSLContext db, Collection<ParticipantKey> participants, String by) {
    if (participants.isEmpty()) {
      return;
    }
    var keys = Columns.of(new TreeSet<>(participants)).text(ParticipantKey::tenant).number(ParticipantKey::id).bindings();
    db.execute(LOCK, keys);
    var decided = new ReadQuestions(db).about(keys).entrySet().stream()
        .map(asked -> DecidedLink.of(asked.getKey(), ParticipantResolver.resolve(asked.getValue())))
        .toList();
    WriteLinks.write(db, decided, by);
  }

  private DecideLinks() {}
}
