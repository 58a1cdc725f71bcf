package io.tributary.simulators.unipile;

import io.tributary.simulators.mail.Folder;
import io.tributary.simulators.mail.Mail;
import io.tributary.simulators.mail.Mailbox;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** The mails of one account that a query asks for, newest first, one page of them. */
final class FindMails {

  /** Greater than every id. */
  private static final String AFTER_ALL_IDS = "\uffff";

  private final MailAccount account;
  private final Mailbox mailbox;
  private final MailQuery query;

  private FindMails(MailAccount account, MailQuery query) {
    this.account = account;
    this.mailbox = account.mailbox();
    this.query = query;
  }

  /** @param next of the following page; null on the last one */
  record Page(List<Mail> mails, MailQuery.@Nullable Position next) {}

  static Page of(MailAccount account, MailQuery query) {
    return new FindMails(account, query).page();
  }

  private Page page() {
    int first = firstPosition();
    var after = query.after() == null ? Instant.MIN : Instant.parse(query.after());
    var found = candidates()
        .filter(position -> position >= first)
        .mapToObj(mailbox.mails()::get)
        .takeWhile(mail -> mail.date().isAfter(after))
        .filter(this::matches)
        .limit(query.limit() + 1L)
        .toList();
    if (found.size() <= query.limit()) {
      return new Page(found, null);
    }
    var page = found.subList(0, query.limit());
    return new Page(page, new MailQuery.Position(EmailView.dateTime(page.getLast().date()), page.getLast().id()));
  }

  /** Positions in the mailbox, ascending: the shortest list that an address filter gives, else all. */
  private IntStream candidates() {
    for (var addresses : Arrays.asList(query.anyEmail(), query.from(), query.to())) {
      if (addresses != null) {
        return mailbox.positionsOf(listOf(addresses));
      }
    }
    return IntStream.range(0, mailbox.mails().size());
  }

  private int firstPosition() {
    var position = query.cursor();
    int afterCursor = position == null ? 0 : mailbox.positionAfter(instant(position.lastDate()), position.lastId());
    int olderThan = query.before() == null ? 0 : mailbox.positionAfter(instant(query.before()), AFTER_ALL_IDS);
    return Math.max(afterCursor, olderThan);
  }

  private boolean matches(Mail mail) {
    return (query.role() == null || mail.role().equals(query.role()))
        && (query.from() == null || mail.from().contains(lower(query.from())))
        && (query.to() == null || mail.recipients().contains(lower(query.to())))
        && (query.messageId() == null || bare(mail.messageId()).equals(bare(query.messageId())))
        && (query.threadId() == null || mail.threadId().equals(query.threadId()))
        && liesRight(mail);
  }

  private boolean liesRight(Mail mail) {
    if (query.folder() != null) {
      return mail.folders().stream().anyMatch(folder -> isNamed(folder, query.folder()));
    }
    return query.excludeFolders() == null
        || listOf(query.excludeFolders()).stream().noneMatch(name -> mail.folders().stream().anyMatch(folder -> isNamed(folder, name)));
  }

  private boolean isNamed(Folder folder, String name) {
    return folder.name().equals(name) || account.folderId(folder).equals(name);
  }

  private static List<String> listOf(String commaSeparated) {
    return Arrays.stream(commaSeparated.split(",")).map(String::strip).filter(item -> !item.isEmpty()).toList();
  }

  private static String bare(String messageId) {
    return messageId.replaceAll("^<|>$", "");
  }

  private static String lower(String address) {
    return address.strip().toLowerCase(Locale.ROOT);
  }

  private static Instant instant(String dateTime) {
    try {
      return Instant.parse(dateTime);
    } catch (DateTimeException _) {
      throw Errors.foreignCursor();
    }
  }
}
