package io.tributary.participants.analytics;

import static io.tributary.participants.jooq.Tables.CONNECTIONS;
import static io.tributary.participants.jooq.Tables.DAILY_ANALYTICS;
import static org.jooq.Records.mapping;
import static org.jooq.impl.DSL.noCondition;
import static org.jooq.impl.DSL.row;

import io.tributary.service.database.Database;
import io.tributary.service.web.CursorCodec;
import io.tributary.service.web.Page;
import io.tributary.service.web.PageRequest;
import io.tributary.service.web.Problem;
import io.tributary.service.web.Tenant;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Locale;
import org.jooq.Condition;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** A tenant's days and accounts in figures. */
@RestController
class AnalyticsController {

  private final Database database;

  AnalyticsController(Database database) {
    this.database = database;
  }

  /** @param day in UTC */
  record Day(
      LocalDate day, String channel, long messagesIn, long messagesOut, long activeConversations, @Nullable Long medianResponseSeconds,
      long syncsSucceeded, long syncsFailed, @Nullable Double syncSuccessRate, @Nullable Long medianSyncMillis) {

    private static Day of(
        LocalDate day, String channel, long in, long out, long conversations, @Nullable Long response, long succeeded, long failed,
        @Nullable Long millis) {
      var syncs = succeeded + failed;
      return new Day(day, channel, in, out, conversations, response, succeeded, failed, syncs == 0 ? null : (Double) ((double) succeeded / syncs), millis);
    }
  }

  /** @param messageCount copies it holds, as counted last */
  record Account(
      String channel, String account, String status, long messageCount, @Nullable OffsetDateTime lastMessageAt, @Nullable OffsetDateTime lastSyncAt,
      @Nullable String syncError) {}

  /** Days, newest first; each with its channels. {@code from} and {@code to} are days in UTC, both included. */
  @GetMapping("/api/analytics/days")
  Page<Day> days(
      Tenant tenant, PageRequest page, @RequestParam(required = false) @Nullable String from, @RequestParam(required = false) @Nullable String to,
      @RequestParam(required = false) @Nullable String channel) {
    var a = DAILY_ANALYTICS;
    var asked = (from == null ? noCondition() : a.DAY.ge(date("from", from)))
        .and(to == null ? noCondition() : a.DAY.le(date("to", to)))
        .and(channel == null ? noCondition() : a.CHANNEL.eq(channel.toUpperCase(Locale.ROOT)));
    var read = database.inTenant(tenant.id(), db -> db
        .select(a.DAY, a.CHANNEL, a.MESSAGES_IN, a.MESSAGES_OUT, a.ACTIVE_CONVERSATIONS, a.MEDIAN_RESPONSE_SECONDS, a.SYNCS_SUCCEEDED, a.SYNCS_FAILED,
            a.MEDIAN_SYNC_MILLIS)
        .from(a)
        .where(a.TENANT.eq(tenant.id()))
        .and(asked)
        .and(before(page.cursor()))
        .orderBy(a.DAY.desc(), a.CHANNEL.desc())
        .limit(page.limit() + 1)
        .fetch(mapping(Day::of)));
    if (read.size() <= page.limit()) {
      return new Page<>(read, null);
    }
    var items = read.subList(0, page.limit());
    return new Page<>(items, CursorCodec.encode(items.getLast().day(), items.getLast().channel()));
  }

  /** The tenant's accounts. There are few: no pages. */
  @GetMapping("/api/analytics/accounts")
  List<Account> accounts(Tenant tenant) {
    var c = CONNECTIONS;
    return database.inTenant(tenant.id(), db -> db
        .select(c.CHANNEL, c.ACCOUNT, c.STATUS, c.MESSAGE_COUNT, c.LAST_MESSAGE_AT, c.LAST_SYNC_AT, c.SYNC_ERROR)
        .from(c).where(c.TENANT.eq(tenant.id())).orderBy(c.CHANNEL, c.ACCOUNT).limit(10_000).fetch(mapping(Account::new)));
  }

  private static Condition before(@Nullable String cursor) {
    if (cursor == null) {
      return noCondition();
    }
    var parts = CursorCodec.decode(cursor, 2);
    return row(DAILY_ANALYTICS.DAY, DAILY_ANALYTICS.CHANNEL).lt(date("cursor", parts.get(0)), parts.get(1));
  }

  private static LocalDate date(String field, String text) {
    try {
      return LocalDate.parse(text);
    } catch (DateTimeException e) {
      throw Problem.invalid(field, "must be a day like 2026-03-01");
    }
  }
}
