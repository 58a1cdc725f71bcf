package io.tributary.channels.webhook;

import io.micrometer.core.instrument.MeterRegistry;
import io.tributary.channels.AnswerTooLarge;
import io.tributary.channels.Communications;
import io.tributary.channels.MessagePage;
import io.tributary.channels.ProviderFailed;
import io.tributary.channels.calls.AnswerRoom;
import io.tributary.service.database.Database;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Webhooks may be lost: each account is listed now and then, newest first, since the last pass, and compared with the events that came. What is
 * missing is published and counted. A pass counts as read only when its last page was; one that is long goes on in the next turn.
 */
final class PassOverAccounts {

  private static final Logger LOG = LoggerFactory.getLogger(PassOverAccounts.class);

  /** By which what a pass found is known: the next one finds it again, in the overlap. */
  private static final String FOUND = "found_by_pass";

  /** After a failure, on top of the account's rest. */
  private static final Duration PAUSE = Duration.ofSeconds(10);

  private final ListNewest port;
  private final int decoder;
  private final ClaimPasses claims;
  private final PassRows rows;
  private final LiveCalls calls;
  private final Communications communications;
  private final KeepEvents keep;
  private final Database database;
  private final PassSettings settings;
  private final MeterRegistry metrics;

  PassOverAccounts(
      ListNewest port, int decoder, ClaimPasses claims, PassRows rows, LiveCalls calls, Communications communications, KeepEvents keep, Database database,
      PassSettings settings, MeterRegistry metrics) {
    this.port = port;
    this.decoder = decoder;
    this.claims = claims;
    this.rows = rows;
    this.calls = calls;
    this.communications = communications;
    this.keep = keep;
    this.database = database;
    this.settings = settings;
    this.metrics = metrics;
  }

  /** One turn of every pass that is due, as many as are done at the same time. True if there was one. */
  boolean work() {
    var due = claims.claim();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      due.forEach(pass -> threads.execute(() -> turn(pass)));
    }
    return !due.isEmpty();
  }

  private void turn(Pass pass) {
    try {
      count(read(pass) ? "ended" : "goes_on");
    } catch (ProviderFailed failure) {
      // It goes on at its page when the account may be asked again.
      var rest = calls.failed(pass.account(), failure);
      rows.dueIn(pass, rest.plus(PAUSE));
      count("failed");
    } catch (RuntimeException e) {
      LOG.warn("A pass over an account goes on later", e);
      count("failed");
    }
  }

  /** False if there is more to read than one turn may. */
  private boolean read(Pass begun) {
    var next = Optional.of(begun);
    for (int pages = 0; pages < settings.pages() && next.isPresent(); pages++) {
      var pass = next.get();
      next = AnswerRoom.during(() -> step(pass));
    }
    next.ifPresent(pass -> rows.dueIn(pass, Duration.ZERO));
    return next.isEmpty();
  }

  /** One page. Empty if it was the last. */
  private Optional<Pass> step(Pass pass) {
    try {
      var page = calls.make(pass.account(), () -> port.page(pass.account(), pass.bound(), pass.cursor(), pass.pageShare()));
      return goOn(pass, pass.after(page.newest(), page.cursor()), publishMissed(pass, page));
    } catch (AnswerTooLarge tooLarge) {
      return step(pass.after(tooLarge));
    }
  }

  private Optional<Pass> goOn(Pass pass, Pass next, long missed) {
    if (next.cursor() == null) {
      long all = rows.end(next, missed);
      if (all > 0) {
        LOG.warn("A pass over an account found {} messages that no webhook had brought", all);
      }
      return Optional.empty();
    }
    if (next.cursor().equals(pass.cursor())) {
      throw new IllegalStateException("The list of an account does not advance.");
    }
    rows.goOn(next, missed);
    return Optional.of(next);
  }

  private long publishMissed(Pass pass, MessagePage page) {
    var found = page.messages().stream().map(it -> ReadEvent.found(pass.key(), pass.now(), FOUND, it)).toList();
    var missed = keep.notCome(found);
    if (!missed.isEmpty()) {
      communications.publish(missed.stream().map(it -> ((Told.Message) it.told()).observation()).toList());
      database.runAsWorker(db -> keep.came(db, missed, decoder));
      metrics.counter(WebhookMetric.MISSED).increment(missed.size());
    }
    return missed.size();
  }

  private void count(String outcome) {
    metrics.counter(WebhookMetric.PASSES, "outcome", outcome).increment();
  }
}
