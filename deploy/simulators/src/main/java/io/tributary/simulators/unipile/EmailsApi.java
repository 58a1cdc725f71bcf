package io.tributary.simulators.unipile;

import io.tributary.simulators.mail.Folder;
import io.tributary.simulators.mail.Mail;
import io.tributary.simulators.server.Answer;
import io.tributary.simulators.server.Request;
import io.tributary.simulators.server.Route;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** {@code /emails}: found, read, marked, thrown away. */
final class EmailsApi {

  private record Update(@Nullable Boolean unread, @Nullable List<String> folders) {}

  /** A mail together with whose it is. */
  private record Found(MailAccount account, Mail mail) {}

  private final Accounts accounts;
  private final EmailView view;
  private final ContentCache contents;
  private final Clock clock;
  private final TellWebhooks tell;

  EmailsApi(Accounts accounts, Mode mode, Clock clock, TellWebhooks tell) {
    this.tell = tell;
    this.accounts = accounts;
    this.contents = new ContentCache();
    this.view = new EmailView(mode, contents);
    this.clock = clock;
  }

  List<Route> routes() {
    return Stream.of(
        Route.of("GET", "/api/v1/emails", this::list),
        Route.of("GET", "/api/v1/emails/{id}", this::one),
        Route.of("PUT", "/api/v1/emails/{id}", this::update),
        Route.of("DELETE", "/api/v1/emails/{id}", this::delete),
        Route.of("GET", "/api/v1/emails/{id}/attachments/{attachment}", this::attachment))
        .map(route -> route.countedAs(request -> "email"))
        .toList();
  }

  private Answer list(Request request) {
    var query = MailQuery.of(request);
    var account = accounts.connectedMailbox(query.accountId());
    var page = FindMails.of(account, query);
    var items = page.mails().stream()
        .map(mail -> query.wantsMeta() ? view.meta(account, mail) : view.full(account, mail, query.wantsHeaders()))
        .toList();
    return Answer.ok(new ListJson("EmailList", items, page.next() == null ? null : Json.cursor(query.from(page.next()))));
  }

  private Answer one(Request request) {
    var withHeaders = Boolean.TRUE.equals(new Parameters(request).flag("include_headers"));
    var found = find(request);
    return Answer.ok(view.full(found.account(), found.mail(), withHeaders));
  }

  private Answer update(Request request) {
    var update = Json.body(request.body(), Update.class);
    var found = find(request);
    var folders = update.folders() == null ? null : update.folders().stream().map(name -> folder(found.account(), name)).toList();
    if (folders != null && folders.isEmpty()) {
      throw Errors.invalid("folders must name at least one folder.");
    }
    found.mail().placement().updateAndGet(now -> new Mail.Placement(
        folders == null ? now.folders() : folders,
        update.unread() == null ? now.readAt() : update.unread() ? null : clock.instant().truncatedTo(ChronoUnit.MILLIS)));
    if (folders != null) {
      tell.moved(found.account(), found.mail());
    }
    return Answer.ok(Map.of("object", "EmailUpdated"));
  }

  private Answer delete(Request request) {
    var found = find(request);
    found.mail().placement().updateAndGet(now -> new Mail.Placement(List.of(Folder.TRASH), now.readAt()));
    tell.moved(found.account(), found.mail());
    return Answer.ok(Map.of("object", "EmailDeleted"));
  }

  private Answer attachment(Request request) {
    var mail = find(request).mail();
    var id = request.variable("attachment");
    return contents.of(mail).attachments().stream()
        .filter(part -> EmailView.attachmentId(mail, part.index()).equals(id))
        .findFirst()
        .map(part -> new Answer(200, part.mime(), mail.attachment(part.index()), Map.of("Content-Disposition", disposition(part.name()))))
        .orElseThrow(() -> Errors.notFound("Attachment " + id));
  }

  private static String disposition(String fileName) {
    var ascii = new String(fileName.getBytes(StandardCharsets.US_ASCII), StandardCharsets.US_ASCII);
    return "attachment; filename=\"" + ascii.replaceAll("[\"\\\\\\p{Cntrl}]", "_") + '"';
  }

  /** By UniPile's id; by the mail server's only together with the account. */
  private Found find(Request request) {
    var id = request.variable("id");
    var accountId = new Parameters(request).text("account_id");
    var among = accountId == null ? accounts.mailboxes() : List.of(accounts.connectedMailbox(accountId));
    for (var account : among) {
      var mail = account.mailbox().byId(id).or(() -> accountId == null ? Optional.empty() : account.mailbox().byProviderId(id));
      if (mail.isPresent()) {
        return new Found(account, mail.get());
      }
    }
    throw Errors.notFound("Email " + id);
  }

  private static Folder folder(MailAccount account, String name) {
    return account.folder(name).orElseThrow(() -> Errors.invalid("folders: there is no folder %s.".formatted(name)));
  }
}
