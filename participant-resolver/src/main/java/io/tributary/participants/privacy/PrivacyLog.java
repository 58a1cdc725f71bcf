package io.tributary.participants.privacy;

import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;

/** Who did what, when and why, in numbers: nothing that names whom it was about. */
final class PrivacyLog {

  private static final String WRITE = "insert into privacy_log (tenant, action, done_by, reason, counts) values (?, ?, ?, ?, ?::jsonb)";

  static void write(DSLContext db, String tenant, String action, String by, @Nullable String reason, String counts) {
    db.execute(WRITE, tenant, action, by, reason, counts);
  }

  private PrivacyLog() {}
}
