package io.tributary.channels.email;

import io.tributary.channels.ConnectedAccount;
import io.tributary.channels.MessagePage;
import io.tributary.channels.ProviderFailed;
import io.tributary.channels.ProviderFailure;
import io.tributary.channels.webhook.FollowHint;
import io.tributary.channels.webhook.Hint;
import io.tributary.channels.webhook.ListNewest;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads mails that an event announced, and those that none did. */
final class LiveMail implements FollowHint, ListNewest {

  private final Mailboxes mailboxes;
  private final Clock clock;

  LiveMail(Mailboxes mailboxes, Clock clock) {
    this.mailboxes = mailboxes;
    this.clock = clock;
  }

  @Override
  public Optional<MessagePage> follow(Hint hint, ConnectedAccount account, @Nullable String cursor) {
    return switch (hint.kind()) {
      case MESSAGE -> whole(mailboxes.mail(hint.id()), account);
      case CHAT, ACCOUNT -> throw new ProviderFailed(ProviderFailure.CALLER_BUG, "Mail has no " + hint.kind() + " to ask for.");
    };
  }

  /** Empty while UniPile itself has not read all of it. */
  private Optional<MessagePage> whole(Mail mail, ConnectedAccount account) {
    return Boolean.FALSE.equals(mail.complete())
        ? Optional.empty()
        : Optional.of(ReadMails.of(new MailList(List.of(mail), null), ObserveMail.live(account, clock.instant())));
  }

  @Override
  public MessagePage page(ConnectedAccount account, Instant after, @Nullable String cursor, int pageShare) {
    return ReadMails.of(mailboxes.newest(account.id(), after, cursor, pageShare), ObserveMail.live(account, clock.instant()));
  }
}
