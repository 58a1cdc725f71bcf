package io.tributary.connectors.fathom;

import io.tributary.connectors.ConnectionKey;
import io.tributary.connectors.calls.PollFailed;
import io.tributary.connectors.calls.PollFailure;
import io.tributary.connectors.poll.Page;
import io.tributary.connectors.poll.PeriodPosition;
import io.tributary.connectors.poll.Session;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** All meetings of an account, one period after the other. */
record FathomSession(ConnectionKey key, FathomApi api, FathomSettings settings, Clock time) implements Session {

  @Override
  public List<String> streams() {
    return List.of("meetings");
  }

  @Override
  public Page read(String stream, @Nullable String position) {
    var period = PeriodPosition.opened(position, settings.backfill(), settings.overlap(), time.instant());
    FathomApi.Meetings answer;
    try {
      answer = api.meetings(period.begin().toString(), period.end().toString(), period.cursor());
    } catch (PollFailed failed) {
      // Fathom has one answer to everything that is wrong: with a cursor, that is the cursor.
      if (failed.failure() == PollFailure.UNREADABLE && period.cursor() != null) {
        return Page.again(period.at(null));
      }
      throw failed;
    }
    var unreadable = new ArrayList<String>();
    var meetings = new ObserveMeetings(key, time).observe(answer.all(), unreadable);
    var cursor = answer.nextCursor();
    var page = cursor == null ? Page.last(meetings, period.done(), period.end()) : Page.more(meetings, period.at(cursor));
    return page.without(unreadable);
  }
}
