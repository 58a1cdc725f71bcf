package io.tributary.connectors.fathom;

import io.tributary.connectors.ConnectionKey;
import io.tributary.connectors.poll.Page;
import io.tributary.connectors.poll.PeriodPosition;
import io.tributary.connectors.poll.Session;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** All meetings of an account, one period after the other. */
record FathomSession(ConnectionKey key, FathomApi api, FathomSettings settings) implements Session {

  @Override
  public List<String> streams() {
    return List.of("meetings");
  }

  @Override
  public Page read(String stream, @Nullable String position) {
    var period = PeriodPosition.opened(position, settings.backfill(), settings.overlap());
    var answer = api.meetings(period.begin().toString(), period.end().toString(), period.cursor());
    var unreadable = new ArrayList<String>();
    var meetings = new ObserveMeetings(key).observe(answer.items() == null ? List.of() : answer.items(), unreadable);
    var cursor = answer.nextCursor();
    var page = cursor == null ? Page.last(meetings, period.done(), period.end()) : Page.more(meetings, period.at(cursor));
    return page.without(unreadable);
  }
}
