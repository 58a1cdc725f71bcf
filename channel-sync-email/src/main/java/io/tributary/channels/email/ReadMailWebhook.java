package io.tributary.channels.email;

import io.tributary.channels.ConnectedAccount;
import io.tributary.channels.webhook.EventId;
import io.tributary.channels.webhook.Hint;
import io.tributary.channels.webhook.ReadWebhook;
import io.tributary.channels.webhook.Told;
import io.tributary.channels.webhook.WebhookEvent;
import java.time.Clock;
import java.util.List;

/**
 * Mail as UniPile tells of it. An event that holds the whole mail with its headers is published as it is; any other is a hint, by which the
 * mail is read: without its headers nobody knows what it answers and whether it is bulk mail.
 */
final class ReadMailWebhook implements ReadWebhook {

  private final Clock clock;

  ReadMailWebhook(Clock clock) {
    this.clock = clock;
  }

  @Override
  public int decoder() {
    return 1;
  }

  @Override
  public Told read(WebhookEvent event, ConnectedAccount account) {
    return switch (event.name()) {
      case "mail_received", "mail_sent", "mail_moved" -> mail(event, account);
      case "mail_opened", "mail_link_clicked" -> new Told.Nothing("tracking");
      default -> new Told.Nothing("event");
    };
  }

  private Told mail(WebhookEvent event, ConnectedAccount account) {
    var mail = event.as(Mail.class);
    if (mail.id() == null || mail.id().isBlank()) {
      event.needed("email_id");
    }
    if (mail.isDraft()) {
      return new Told.Nothing("draft");
    }
    var id = new EventId(event.name(), mail.idInAccount(), versionOf(event, mail));
    return mail.isWhole()
        ? new Told.Message(id, ObserveMail.live(account, clock.instant()).observe(mail, MailPeople.of(mail, account)))
        : new Told.Announced(id, Hint.message(mail.id()));
  }

  /** A mail comes and is sent once; it is moved as often as somebody likes, also back to where it was. */
  private static String versionOf(WebhookEvent event, Mail mail) {
    var folders = mail.folders() == null ? List.<String>of() : mail.folders();
    return event.name().equals("mail_moved") ? String.join(",", folders) : "";
  }
}
