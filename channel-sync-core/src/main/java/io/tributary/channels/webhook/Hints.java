package io.tributary.channels.webhook;

import io.tributary.channels.connection.AccountKey;
import java.util.List;
import java.util.function.Function;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;

/** What is to be asked at the provider because of events: rows, which a worker works off. */
final class Hints {

  /**
   * That the account be asked.
   *
   * @param message the announced message that the answer brings; null where it brings none
   */
  record Wish(AccountKey account, Hint hint, @Nullable String message) {

    Wish(AccountKey account, Hint hint) {
      this(account, hint, null);
    }
  }

  private final WebhookSettings settings;

  Hints(WebhookSettings settings) {
    this.settings = settings;
  }

  /** Wished again while it is asked, it is asked once more: the answer may be from before the event. */
  void ask(DSLContext db, List<Wish> wishes) {
    if (wishes.isEmpty()) {
      return;
    }
    db.execute(
        """
        insert into webhook_hints (tenant, account, kind, id, message, due_at)
        select distinct on (tenant, account, kind, id) tenant, account, kind, id, message, clock_timestamp() + ? * interval '1 millisecond'
        from unnest(?::text[], ?::text[], ?::text[], ?::text[], ?::text[]) as x (tenant, account, kind, id, message)
        order by tenant, account, kind, id, message
        on conflict (tenant, account, kind, id) do update
        set created_at = clock_timestamp(), attempts = 0, message = coalesce(excluded.message, webhook_hints.message)
        """,
        settings.firstLook().toMillis(),
        texts(wishes, it -> it.account().tenant()),
        texts(wishes, it -> it.account().account()),
        texts(wishes, it -> it.hint().kind().name()),
        texts(wishes, it -> it.hint().id()),
        texts(wishes, Wish::message));
  }

  private static String[] texts(List<Wish> wishes, Function<Wish, @Nullable String> part) {
    return wishes.stream().map(part).toArray(String[]::new);
  }
}
