package io.tributary.connectors.gong;

import io.tributary.connectors.calls.PollFailed;
import io.tributary.connectors.calls.PollFailure;
import io.tributary.connectors.gong.GongApi.Calls;
import io.tributary.connectors.gong.GongApi.ContentSelector;
import io.tributary.connectors.gong.GongApi.Filter;
import io.tributary.connectors.gong.GongApi.Question;
import io.tributary.connectors.poll.OpenConnection;
import io.tributary.connectors.poll.Page;
import io.tributary.connectors.poll.PeriodPosition;
import io.tributary.connectors.poll.Session;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** All calls of an account, one period after the other. */
final class GongSession implements Session {

  private static final Calls NONE = new Calls(null, List.of());

  private final OpenConnection connection;
  private final GongApi api;
  private final GongSettings settings;
  private final Clock time;
  private boolean fromTheFirstPage;

  GongSession(OpenConnection connection, GongApi api, GongSettings settings, Clock time) {
    this.connection = connection;
    this.api = api;
    this.settings = settings;
    this.time = time;
  }

  @Override
  public List<String> streams() {
    return List.of("calls");
  }

  @Override
  public Page read(String stream, @Nullable String position) {
    var period = PeriodPosition.opened(position, settings.backfill(), settings.overlap(), time.instant());
    fromTheFirstPage |= period.cursor() == null;
    Calls answer;
    try {
      answer = page(period.begin(), period.end(), period.cursor());
    } catch (PollFailed failed) {
      if (isDead(period.cursor(), failed)) {
        return Page.again(period.at(null));
      }
      throw failed;
    }
    var unreadable = new ArrayList<String>();
    var calls = new ObserveCalls(connection.key(), time).observe(answer.all(), unreadable);
    var records = answer.records();
    var cursor = records == null ? null : records.cursor();
    var page = cursor == null ? Page.last(calls, period.done(), period.end()) : Page.more(calls, period.at(cursor));
    // The total is of the whole period: of what a dead run already read, this one knows nothing.
    return page.without(unreadable).expecting(records == null || !fromTheFirstPage ? null : records.totalRecords());
  }

  Calls page(Instant from, Instant to, @Nullable String cursor) {
    var filter = new Filter(text(from), text(to), null);
    try {
      return api.calls(new Question(cursor, filter, ContentSelector.PARTIES_AND_BRIEF));
    } catch (PollFailed failed) {
      if (failed.failure() == PollFailure.ITEM_GONE && cursor == null) {
        return NONE; // no calls in the period
      }
      throw failed;
    }
  }

  /** However Gong says so: a cursor that is not accepted costs the period's pages, never a call. */
  private static boolean isDead(@Nullable String cursor, PollFailed failed) {
    return cursor != null && switch (failed.failure()) {
      case CURSOR_EXPIRED, ITEM_GONE, UNREADABLE -> true;
      case ACCESS_DEAD, STREAM_CLOSED, RATE_LIMITED, TRANSIENT, TOO_LONG -> false;
    };
  }

  private static String text(Instant instant) {
    return instant.truncatedTo(ChronoUnit.SECONDS).toString();
  }
}
