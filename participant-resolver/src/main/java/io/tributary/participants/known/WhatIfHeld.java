package io.tributary.participants.known;

import io.tributary.events.RecordState;
import io.tributary.participants.links.ParticipantKey;
import io.tributary.participants.links.ReadQuestions;
import io.tributary.participants.resolve.ParticipantResolver;
import io.tributary.participants.resolve.Resolution.Whose;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jooq.DSLContext;

/**
 * Whose participants would be if records held something else than they do. Written, read by the very statements that decide links, and rolled back to where the
 * transaction was: nothing is left of it, and nothing was decided.
 */
public final class WhatIfHeld {

  /** @param states of records that are known, of one tenant @return all participants that show what these records hold, or would hold */
  public static Map<ParticipantKey, Whose> of(DSLContext db, List<RecordState> states) {
    db.execute("savepoint what_if");
    var records = new KnownRecords(db);
    var identities = new TreeSet<>(MergedFamily.of(db, states).identities());
    records.replaceIdentities(states);
    states.stream().flatMap(HeldBy::of).map(HeldBy::tenantIdentity).forEach(identities::add);
    var whose = new TreeMap<ParticipantKey, Whose>();
    new ReadQuestions(db).about(new MeetingParticipants(db).of(identities))
        .forEach((participant, question) -> whose.put(participant, ParticipantResolver.resolve(question)));
    db.execute("rollback to savepoint what_if");
    return whose;
  }

  private WhatIfHeld() {}
}
