package io.tributary.connectors.gmail;

import io.tributary.connectors.calls.PollFailed;
import io.tributary.connectors.calls.PollFailure;
import io.tributary.connectors.gmail.GmailApi.Added;
import io.tributary.connectors.gmail.MailboxPosition.Backfill;
import io.tributary.connectors.poll.Observed;
import io.tributary.connectors.poll.OpenConnection;
import io.tributary.connectors.poll.Page;
import io.tributary.connectors.poll.Session;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.web.client.RestClientException;
import tools.jackson.core.exc.StreamReadException;

/** A mailbox: its labels once, then what changed. */
final class GmailSession implements Session {

  private static final Logger log = LoggerFactory.getLogger(GmailSession.class);
  private static final String TOO_LONG = "a mail that is too long";
  private static final List<String> CHANGES = List.of("messageAdded", "labelAdded");

  private final OpenConnection connection;
  private final GmailApi api;
  private final GmailSettings settings;
  private final Clock time;
  private final List<String> labels;

  GmailSession(OpenConnection connection, GmailApi api, GmailSettings settings, Clock time) {
    this.connection = connection;
    this.api = api;
    this.settings = settings;
    this.time = time;
    this.labels = Objects.requireNonNull(connection.settings().labels());
  }

  @Override
  public List<String> streams() {
    return labels.isEmpty() ? List.of() : List.of("mailbox");
  }

  @Override
  public Page read(String stream, @Nullable String position) {
    var at = MailboxPosition.of(position);
    if (at == null) {
      at = fromTheStart(settings.backfill());
    }
    if (at.rest() != null) {
      return page(at.rest().ids(), at.with(null), at.rest().readUntil());
    }
    return at.backfill() == null ? readChanges(at) : readLabel(at, at.backfill());
  }

  private Page readLabel(MailboxPosition at, Backfill backfill) {
    if (backfill.label() >= labels.size()) {
      return Page.last(List.of(), new MailboxPosition(at.historyId(), null, null).json(), backfill.begun());
    }
    var label = labels.get(backfill.label());
    GmailApi.Ids answer;
    try {
      answer = api.messages(label, "newer_than:%dd".formatted(backfill.days()), settings.pageSize(), backfill.pageToken());
    } catch (PollFailed failed) {
      if (isDead(backfill.pageToken(), failed)) {
        return Page.again(new MailboxPosition(at.historyId(), new Backfill(backfill.begun(), backfill.days(), backfill.label(), null), null).json());
      }
      throw failed;
    }
    var ids = answer.messages() == null ? List.<String>of() : answer.messages().stream().map(GmailApi.Id::id).toList();
    var next = answer.nextPageToken() == null
        ? new Backfill(backfill.begun(), backfill.days(), backfill.label() + 1, null)
        : new Backfill(backfill.begun(), backfill.days(), backfill.label(), answer.nextPageToken());
    return page(ids, new MailboxPosition(at.historyId(), next, null), null);
  }

  private Page readChanges(MailboxPosition at) {
    var begun = time.instant();
    GmailApi.Changes answer;
    try {
      answer = api.history(at.historyId(), settings.pageSize(), CHANGES, at.pageToken());
    } catch (PollFailed failed) {
      if (isDead(at.pageToken(), failed)) {
        return Page.again(new MailboxPosition(at.historyId(), null, null).json());
      }
      if (failed.failure() == PollFailure.CURSOR_EXPIRED) {
        log.info("Gmail has forgotten what changed since the last poll (resync_reason=history_expired): reading the last {} days again",
            settings.resync().toDays());
        return Page.again(fromTheStart(settings.resync()).json());
      }
      throw failed;
    }
    var ids = new LinkedHashSet<String>();
    (answer.history() == null ? List.<GmailApi.Change>of() : answer.history()).forEach(change -> {
      listed(change.messagesAdded()).forEach(ids::add);
      listed(change.labelsAdded()).forEach(ids::add);
    });
    var token = answer.nextPageToken();
    var until = answer.historyId() == null ? at.historyId() : answer.historyId();
    return token == null
        ? page(List.copyOf(ids), new MailboxPosition(until, null, null), begun)
        : page(List.copyOf(ids), new MailboxPosition(at.historyId(), null, token), null);
  }

  /** A page token that is not accepted any more costs its pages, never a mail. */
  private static boolean isDead(@Nullable String pageToken, PollFailed failed) {
    return pageToken != null && failed.failure() == PollFailure.UNREADABLE;
  }

  /** The history id is taken first, so that what changes during the backfill is read after it. */
  private MailboxPosition fromTheStart(Duration back) {
    var historyId = api.profile().historyId();
    if (historyId == null) {
      throw new PollFailed(PollFailure.UNREADABLE, "Gmail gave no history id.");
    }
    return new MailboxPosition(historyId, new Backfill(time.instant(), Math.max(1, back.toDays()), 0, null), null);
  }

  /** As many of the mails as may be held at once; the others are the next page. */
  private Page page(List<String> ids, MailboxPosition next, @Nullable Instant readUntil) {
    var unreadable = new ArrayList<String>();
    var mails = new ArrayList<Observed>();
    int read = 0;
    for (long held = 0; read < ids.size() && held < settings.pageBytes().toBytes(); read++) {
      var mail = observed(ids.get(read), unreadable);
      mail.ifPresent(mails::add);
      held += mail.map(GmailSession::lengthOf).orElse(0L);
    }
    int tooLong = Collections.frequency(unreadable, TOO_LONG);
    if (read < ids.size()) {
      var rest = new MailboxPosition.Rest(ids.subList(read, ids.size()), readUntil);
      return Page.more(mails, next.with(rest).json()).without(unreadable, tooLong);
    }
    return (readUntil == null ? Page.more(mails, next.json()) : Page.last(mails, next.json(), readUntil)).without(unreadable, tooLong);
  }

  private static long lengthOf(Observed mail) {
    return Stream.of(mail.event().getText(), mail.event().getHtml()).filter(Objects::nonNull).mapToLong(text -> text.getText().length()).sum();
  }

  private Optional<Observed> observed(String id, List<String> unreadable) {
    try {
      var message = api.message(id);
      if (message.payload() == null) {
        unreadable.add("a mail without payload");
        return Optional.empty();
      }
      boolean wanted = isListed(message.labels()) && !message.labels().contains("DRAFT");
      return wanted ? Optional.of(new Observed(new ObserveMail(connection.key(), labels, time).event(message))) : Optional.empty();
    } catch (PollFailed failed) {
      if (failed.failure() == PollFailure.TOO_LONG) {
        unreadable.add(TOO_LONG);
      } else if (failed.failure() != PollFailure.CURSOR_EXPIRED) { // deleted since it was listed
        throw failed;
      }
    } catch (RestClientException undecodable) {
      if (undecodable.contains(StreamReadException.class)) {
        throw undecodable; // no JSON at all: the next answer may be some
      }
      unreadable.add("a mail that is not what the API describes");
    }
    return Optional.empty();
  }

  private boolean isListed(@Nullable Collection<String> ofMail) {
    return ofMail != null && ofMail.stream().anyMatch(labels::contains);
  }

  /** A new mail is told with its labels, a label with those that were added. */
  private Stream<String> listed(@Nullable List<Added> added) {
    return (added == null ? List.<Added>of() : added).stream().flatMap(one -> {
      var mail = one.message();
      if (mail == null) {
        return Stream.empty();
      }
      return isListed(one.labelIds() == null ? mail.labelIds() : one.labelIds()) ? Stream.of(mail.id()) : Stream.empty();
    });
  }
}
