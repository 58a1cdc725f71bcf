package io.tributary.connectors.slack;

import io.tributary.connectors.calls.PollFailed;
import io.tributary.connectors.calls.PollFailure;
import io.tributary.connectors.poll.Observed;
import io.tributary.connectors.poll.OpenConnection;
import io.tributary.connectors.poll.Page;
import io.tributary.connectors.poll.Session;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** The channels that a connection lists. In each: the window of new messages, then every thread whose latest reply is not stored yet. */
final class SlackSession implements Session {

  private static final int RESTRICTED_ROWS = 15;

  private final OpenConnection connection;
  private final SlackApi api;
  private final SlackPeople people;
  private final Threads threads;
  private final SlackSettings settings;
  private final AtomicBoolean restricted;
  private final Clock time;

  SlackSession(
      OpenConnection connection, SlackApi api, SlackPeople people, Threads threads, SlackSettings settings, AtomicBoolean restricted,
      Clock time) {
    this.connection = connection;
    this.api = api;
    this.people = people;
    this.threads = threads;
    this.settings = settings;
    this.restricted = restricted;
    this.time = time;
  }

  @Override
  public List<String> streams() {
    return Objects.requireNonNull(connection.settings().channels());
  }

  @Override
  public Page read(String channel, @Nullable String position) {
    var at = ChannelPosition.of(position);
    if (at.thread() != null) {
      return readThread(channel, at, at.thread());
    }
    return readWindow(channel, at.window() == null ? opened(at) : at);
  }

  private Page readWindow(String channel, ChannelPosition at) {
    var window = Objects.requireNonNull(at.window());
    try {
      var answer = api.history(channel, window.oldest(), window.latest(), settings.pageSize(), window.cursor());
      detectRestriction(answer);
      var cursor = answer.nextCursor();
      boolean last = !answer.hasMore() || cursor == null;
      var next = last ? at.turningToThreads() : at.at(cursor);
      var unreadable = new ArrayList<String>();
      return Page.more(observed(channel, answer.all(), unreadable), next.json())
          .without(unreadable)
          .remembering(db -> threads.watch(db, channel, answer.all()));
    } catch (PollFailed failed) {
      // Dead cursors cost the window's pages, never a message: the window begins again.
      if (failed.failure() == PollFailure.CURSOR_EXPIRED && window.cursor() != null) {
        return Page.again(at.at(null).json());
      }
      throw failed;
    }
  }

  private Page readThread(String channel, ChannelPosition at, ChannelPosition.Thread reading) {
    var due = reading.cursor() == null ? threads.nextBehind(channel) : threads.of(channel, reading.ts());
    if (due.isEmpty()) {
      var watched = Ts.of(time.instant().minus(settings.threads()));
      return Page.last(List.of(), at.atRest().json(), Ts.instant(Objects.requireNonNull(at.doneUntil())))
          .missing(threads.missing(channel, watched));
    }
    var thread = due.get();
    try {
      var answer = api.replies(channel, thread.ts(), thread.caughtUpTo(), settings.pageSize(), reading.cursor());
      return repliesOf(channel, at, thread, reading.repliesBefore(), answer);
    } catch (PollFailed failed) {
      return switch (failed.failure()) {
        case CURSOR_EXPIRED -> Page.again(at.inThread(thread.ts(), null, 0).json());
        case ITEM_GONE -> Page.more(List.of(), at.inThread(thread.ts(), null, 0).json()).remembering(db -> threads.forget(db, channel, thread));
        case ACCESS_DEAD, STREAM_CLOSED, RATE_LIMITED, TRANSIENT, UNREADABLE, TOO_LONG -> throw failed;
      };
    }
  }

  private Page repliesOf(String channel, ChannelPosition at, Threads.Watched thread, int before, SlackApi.Messages answer) {
    var replies = answer.all().stream().filter(message -> !thread.ts().equals(message.ts())).toList();
    int read = before + (int) replies.stream().filter(reply -> Ts.isTs(reply.ts())).count();
    var cursor = answer.hasMore() ? answer.nextCursor() : null;
    var unreadable = new ArrayList<String>();
    return Page.more(observed(channel, replies, unreadable), at.inThread(thread.ts(), cursor, read).json())
        .without(unreadable)
        .remembering(db -> {
          if (cursor == null) {
            threads.caughtUp(db, channel, thread, read, Ts.latestOf(thread.latestReply(), replies));
          }
        });
  }

  private List<Observed> observed(String channel, List<SlackApi.Message> messages, List<String> unreadable) {
    return new ObserveMessages(connection.key(), channel, people::of, time).observe(messages, unreadable);
  }

  /** From what was read, less the overlap; far enough back to see the parents of watched threads, where that is affordable now. */
  private ChannelPosition opened(ChannelPosition at) {
    var now = time.instant();
    var latest = Ts.of(now);
    if (at.doneUntil() == null) {
      return at.reading(new ChannelPosition.Window(Ts.of(now.minus(settings.backfill())), latest, null), now);
    }
    var since = Ts.instant(at.doneUntil()).minus(settings.overlap());
    var parents = now.minus(settings.threads());
    var patience = restricted.get() ? settings.restrictedThreads() : Duration.ZERO;
    boolean lookAtParents = at.parentsSeen() == null || !at.parentsSeen().plus(patience).isAfter(now);
    var oldest = lookAtParents && parents.isBefore(since) ? parents : since;
    var seen = lookAtParents ? now : Objects.requireNonNull(at.parentsSeen());
    return at.reading(new ChannelPosition.Window(Ts.of(oldest), latest, null), seen);
  }

  /** An app that asks for more and gets fifteen is one that Slack restricts. */
  private void detectRestriction(SlackApi.Messages answer) {
    boolean shortened = answer.hasMore() && !answer.all().isEmpty() && answer.all().size() <= RESTRICTED_ROWS && settings.pageSize() > RESTRICTED_ROWS;
    if (shortened && restricted.compareAndSet(false, true)) {
      connection.keepSettings().accept(connection.settings().asRestricted());
    }
  }
}
