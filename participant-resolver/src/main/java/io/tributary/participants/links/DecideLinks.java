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

  /** @param participants whose identities, or the records that hold them, may have changed */
  public static void of(DSLContext db, Collection<ParticipantKey> participants) {
    if (participants.isEmpty()) {
      return;
    }
    var keys = Columns.of(new TreeSet<>(participants)).text(ParticipantKey::tenant).number(ParticipantKey::id).bindings();
    var decided = new ReadQuestions(db).about(keys).entrySet().stream()
        .map(asked -> DecidedLink.of(asked.getKey(), ParticipantResolver.resolve(asked.getValue())))
        .toList();
    WriteLinks.write(db, decided);
  }

  private DecideLinks() {}
}
