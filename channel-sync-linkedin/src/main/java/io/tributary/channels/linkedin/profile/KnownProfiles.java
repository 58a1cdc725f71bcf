package io.tributary.channels.linkedin.profile;

import io.tributary.channels.ConnectedAccount;
import io.tributary.service.database.Database;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jooq.Record;

/** What accounts were told about profiles, and how many look-ups they made: one place for all replicas. */
final class KnownProfiles {

  private final Database database;
  private final LookUpSettings settings;

  KnownProfiles(Database database, LookUpSettings settings) {
    this.database = database;
    this.settings = settings;
  }

  Optional<ProfileAnswer> of(ConnectedAccount account, String sought) {
    return database.asWorker(db -> rowOf(db, account, sought).flatMap(KnownProfiles::answerIn));
  }

  /** Takes one of the day's look-ups before the call. Those of an account are granted one after another, so that none is granted twice. */
  Leave leaveToAsk(ConnectedAccount account, String sought) {
    return database.asWorker(db -> {
      db.fetch("select pg_advisory_xact_lock(hashtextextended(?, 0))", "linkedin look-ups of " + account.tenant() + '|' + account.id());
      // Looked at once: answers come without the lock, so two looks could miss one between them.
      var row = rowOf(db, account, sought);
      if (row.isPresent()) {
        return answerIn(row.get()).<Leave>map(Leave.AlreadyKnown::new).orElseGet(Leave.BeingAsked::new);
      }
      var usedUp = usedUp(db, account);
      return usedUp.isPresent() ? usedUp.get() : grant(db, account, sought);
    });
  }

  void found(ConnectedAccount account, String sought, Profile profile) {
    database.runAsWorker(db -> db.execute(
        """
        update linkedin_profiles
        set answer = 'FOUND', ask_again_at = null, ids = ?, slug = ?, member_urn = ?, display_name = ?, emails = ?, phones = ?
        where tenant = ? and account = ? and sought = ?
        """,
        profile.ids().toArray(String[]::new), profile.slug(), profile.memberUrn(), profile.displayName(),
        profile.contact().emails().toArray(String[]::new), profile.contact().phones().toArray(String[]::new),
        account.tenant(), account.id(), sought));
  }

  void nobody(ConnectedAccount account, String sought) {
    database.runAsWorker(db -> db.execute(
        """
        update linkedin_profiles set answer = 'NOT_FOUND', ask_again_at = clock_timestamp() + ? * interval '1 second'
        where tenant = ? and account = ? and sought = ?
        """,
        settings.nobodyFor().toSeconds(), account.tenant(), account.id(), sought));
  }

  /** The call brought no answer, so that the next sync may ask at once. The look-up stays counted: it may have reached LinkedIn. */
  void unanswered(ConnectedAccount account, String sought) {
    database.runAsWorker(db -> forget(db, account, sought));
  }

  /** The call was refused before it reached LinkedIn: it does not count. */
  void giveBack(ConnectedAccount account, String sought, UUID lookUp) {
    database.runAsWorker(db -> {
      forget(db, account, sought);
      db.execute("delete from linkedin_look_ups where tenant = ? and account = ? and id = ?", account.tenant(), account.id(), lookUp);
    });
  }

  /** What is known, or that somebody asks; nothing where that is too old to count. */
  private static Optional<Record> rowOf(DSLContext db, ConnectedAccount account, String sought) {
    return db.fetchOptional(
        """
        select answer, ids, slug, member_urn, display_name, emails, phones from linkedin_profiles
        where tenant = ? and account = ? and sought = ? and (answer = 'FOUND' or ask_again_at > clock_timestamp())
        """,
        account.tenant(), account.id(), sought);
  }

  private static Optional<ProfileAnswer> answerIn(Record row) {
    return switch (row.get("answer", String.class)) {
      case "FOUND" -> Optional.of(new ProfileAnswer.Found(profileOf(row)));
      case "NOT_FOUND" -> Optional.of(new ProfileAnswer.Nobody());
      default -> Optional.empty();
    };
  }

  /** Until the oldest of the last hundred is a day old. */
  private Optional<Leave> usedUp(DSLContext db, ConnectedAccount account) {
    return db.fetchOptional(
            """
            select made_at + interval '24 hours' as free_at, extract(epoch from made_at + interval '24 hours' - clock_timestamp())::float8 as wait
            from linkedin_look_ups
            where tenant = ? and account = ? and made_at > clock_timestamp() - interval '24 hours'
            order by made_at desc offset ? limit 1
            """,
            account.tenant(), account.id(), settings.perDay() - 1)
        .map(row -> new Leave.UsedUp(
            row.get("free_at", OffsetDateTime.class).toInstant(), Duration.ofMillis((long) Math.ceil(row.get("wait", Double.class) * 1000))));
  }

  private Leave grant(DSLContext db, ConnectedAccount account, String sought) {
    db.execute(
        "delete from linkedin_look_ups where tenant = ? and account = ? and made_at <= clock_timestamp() - interval '24 hours'",
        account.tenant(), account.id());
    db.execute(
        """
        insert into linkedin_profiles (tenant, account, sought, answer, ask_again_at)
        values (?, ?, ?, 'ASKED', clock_timestamp() + ? * interval '1 millisecond')
        on conflict (tenant, account, sought) do update set answer = 'ASKED', asked_at = clock_timestamp(), ask_again_at = excluded.ask_again_at
        """,
        account.tenant(), account.id(), sought, settings.patience().toMillis());
    var lookUp = db.fetchSingle(
        "insert into linkedin_look_ups (tenant, account) values (?, ?) returning id", account.tenant(), account.id());
    return new Leave.Granted(Objects.requireNonNull(lookUp.get("id", UUID.class)));
  }

  private static void forget(DSLContext db, ConnectedAccount account, String sought) {
    db.execute(
        "delete from linkedin_profiles where tenant = ? and account = ? and sought = ? and answer = 'ASKED'",
        account.tenant(), account.id(), sought);
  }

  private static Profile profileOf(Record row) {
    return new Profile(
        List.of(row.get("ids", String[].class)), row.get("slug", String.class), row.get("member_urn", String.class),
        row.get("display_name", String.class),
        new ContactDetails(List.of(row.get("emails", String[].class)), List.of(row.get("phones", String[].class))));
  }
}
