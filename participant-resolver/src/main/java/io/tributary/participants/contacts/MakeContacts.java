package io.tributary.participants.contacts;

import io.tributary.participants.known.LockIdentities;
import io.tributary.participants.known.TenantIdentity;
import io.tributary.participants.resolve.Identity;
import io.tributary.participants.rows.Columns;
import io.tributary.service.database.Database;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jooq.DSLContext;
import org.jooq.Record;

/**
 * Makes records of senders who are still unknown once their grace is over, each once and for good. Who is known by then, or is to be nobody's, is let
 * go. What follows goes the way of every record: it is stored by record-service, told of on {@code record.states}, linked, and synced.
 */
public final class MakeContacts {

  private final Database database;
  private final Duration grace;

  /** @param grace how long a sender's record may be on its way */
  public MakeContacts(Database database, Duration grace) {
    this.database = database;
    this.grace = grace;
  }

  /** @return senders who became records */
  public int make() {
    int made = 0;
    List<TenantIdentity> due;
    do {
      due = database.asWorker(db -> db.fetch(NewContactSql.DUE, grace.toSeconds()).map(MakeContacts::identity));
      made += make(due);
    } while (due.size() == NewContactSql.PAGE);
    return made;
  }

  private int make(List<TenantIdentity> due) {
    return due.isEmpty() ? 0 : database.asWorker(db -> make(db, columns(due)));
  }

  private static int make(DSLContext db, Object[] due) {
    // A record that takes one of them either stands before the next statement looks, or comes after.
    LockIdentities.lock(db, new TreeSet<>(db.fetch(NewContactSql.IDENTITIES, due).map(MakeContacts::identity)));
    var made = db.fetch(NewContactSql.MAKE, forMake(due)).map(MakeContacts::identity);
    db.execute(NewContactSql.LET_GO, due);
    db.execute(NewContactSql.WAIT_ON, columns(made));
    return made.size();
  }

  /** The statement names them three times. */
  private static Object[] forMake(Object[] due) {
    return Stream.of(due, due, due).flatMap(Arrays::stream).toArray();
  }

  private static TenantIdentity identity(Record row) {
    return new TenantIdentity(row.get(0, String.class), new Identity(row.get(1, String.class), row.get(2, String.class)));
  }

  private static Object[] columns(List<TenantIdentity> identities) {
    return Columns.of(identities)
        .text(TenantIdentity::tenant).text(one -> one.identity().kind()).text(one -> one.identity().value()).bindings();
  }
}
