package io.tributary.channels.webhook;

import io.micrometer.core.instrument.MeterRegistry;
import io.tributary.channels.Communications;
import io.tributary.channels.ConnectedAccount;
import io.tributary.channels.DatabaseClock;
import io.tributary.channels.MessagePage;
import io.tributary.channels.NotAsked;
import io.tributary.channels.ProviderFailed;
import io.tributary.channels.ProviderFailure;
import io.tributary.channels.calls.AnswerRoom;
import io.tributary.channels.connection.ConnectAccount;
import io.tributary.events.CommunicationObserved;
import io.tributary.service.database.Database;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks the provider what events did not tell, and publishes the answers. An outage on our side leaves a question to its lease. */
final class FollowHints {

  private static final Logger LOG = LoggerFactory.getLogger(FollowHints.class);

  private static final int TRIES_OF_WHAT_IS_GONE = 6;

  /** By which what was answered is known. */
  private static final String ANSWERED = "answered";

  private final FollowHint port;
  private final int decoder;
  private final ClaimHints claims;
  private final EndHint ends;
  private final LiveCalls calls;
  private final Communications communications;
  private final KeepEvents keep;
  private final Database database;
  private final ConnectAccount connect;
  private final WebhookSettings settings;
  private final MeterRegistry metrics;

  FollowHints(
      FollowHint port, int decoder, ClaimHints claims, EndHint ends, LiveCalls calls, Communications communications, KeepEvents keep,
      Database database, ConnectAccount connect, WebhookSettings settings, MeterRegistry metrics) {
    this.port = port;
    this.decoder = decoder;
    this.claims = claims;
    this.ends = ends;
    this.calls = calls;
    this.communications = communications;
    this.keep = keep;
    this.database = database;
    this.connect = connect;
    this.settings = settings;
    this.metrics = metrics;
  }

  /** Works off what is due now, as much as is done at the same time. True if there was something. */
  boolean work() {
    var due = claims.claim(settings.atOnce());
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      due.forEach(hint -> threads.execute(() -> follow(hint)));
    }
    return !due.isEmpty();
  }

  private void follow(DueHint due) {
    try {
      var account = due.account();
      if (due.hint().kind() == Hint.Kind.ACCOUNT) {
        connect.connect(due.key().tenant(), due.key().account());
        ends.done(due);
        count("answered");
      } else if (account != null) {
        AnswerRoom.during(() -> ask(due, account));
      } else {
        ends.done(due);
      }
    } catch (ProviderFailed failure) {
      failed(due, failure);
    } catch (RuntimeException e) {
      LOG.warn("A {} of an event stays to be asked", due.hint().kind(), e);
    }
  }

  private void ask(DueHint due, ConnectedAccount account) {
    Optional<MessagePage> answer = calls.make(account, () -> port.follow(due.hint(), account, due.cursor()));
    if (answer.isEmpty()) {
      later(due, "not_yet");
      return;
    }
    var messages = answer.get().messages();
    communications.publish(messages);
    came(due, messages);
    if (answer.get().cursor() == null) {
      ends.done(due);
    } else {
      ends.goOn(due, answer.get().cursor());
    }
    count("answered");
  }

  /** The passes need not find them. */
  private void came(DueHint due, List<CommunicationObserved> messages) {
    database.runAsWorker(db -> {
      var now = DatabaseClock.read(db);
      keep.came(db, messages.stream().map(it -> ReadEvent.found(due.key(), now, ANSWERED, it)).toList(), decoder);
    });
  }

  private void failed(DueHint due, ProviderFailed failure) {
    if (failure.failure() == ProviderFailure.GONE) {
      gone(due);
      return;
    }
    var account = due.account();
    var rest = account == null ? Duration.ZERO : calls.failed(account, failure);
    if (failure instanceof NotAsked || failure.failure() == ProviderFailure.AUTH_DEAD) {
      // No attempt: it was not asked, or the account is away until a person connects it.
      ends.laterUntried(due, rest);
    } else {
      LOG.info("A {} of an event is asked again later: {}", due.hint().kind(), failure.getMessage());
      later(due, "failed");
    }
  }

  /** What the provider stores lags behind what it reports, by a minute at times: only after that it is believed. */
  private void gone(DueHint due) {
    if (due.attempts() + 1 < Math.min(TRIES_OF_WHAT_IS_GONE, settings.tries())) {
      ends.later(due, settings.waitAfter(due.attempts() + 1));
      count("not_yet");
    } else {
      ends.done(due);
      count("gone");
    }
  }

  private void later(DueHint due, String outcome) {
    int tried = due.attempts() + 1;
    if (tried >= settings.tries()) {
      LOG.warn("A {} of an event was asked {} times in vain: the next pass over its account may find it", due.hint().kind(), tried);
      ends.giveUp(due);
      count("given_up");
    } else {
      ends.later(due, settings.waitAfter(tried));
      count(outcome);
    }
  }

  private void count(String outcome) {
    metrics.counter(WebhookMetric.HINTS, "outcome", outcome).increment();
  }
}
