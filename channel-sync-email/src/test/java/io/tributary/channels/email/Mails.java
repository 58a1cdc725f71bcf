package io.tributary.channels.email;

import io.tributary.channels.ConnectedAccount;
import io.tributary.content.MailHeader;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Mails for tests, from the JSON that UniPile sends, in the few parts a test is about. */
final class Mails {

  static final ConnectedAccount ACCOUNT = new ConnectedAccount("acme", "box-1", Set.of("owner@own.example"));

  private final List<MailHeader> headers = new ArrayList<>();
  private @Nullable String messageId = "<m1@example.org>";
  private @Nullable String date = "2024-05-01T10:00:00.000Z";
  private String from = "ada@example.org";
  private List<Mail.Attendee> to = List.of(new Mail.Attendee("Owner", "Owner@own.example"));
  private List<Mail.Attendee> cc = List.of();
  private String body = "<p>Hello</p>";
  private String plain = "Hello";
  private @Nullable Object inReplyTo;

  Mails header(String name, String value) {
    headers.add(new MailHeader(name, value));
    return this;
  }

  Mails messageId(@Nullable String value) {
    messageId = value;
    return this;
  }

  Mails date(@Nullable String value) {
    date = value;
    return this;
  }

  Mails from(String address) {
    from = address;
    return this;
  }

  Mails to(String... addresses) {
    to = Stream.of(addresses).map(address -> new Mail.Attendee(null, address)).toList();
    return this;
  }

  Mails cc(String... addresses) {
    cc = Stream.of(addresses).map(address -> new Mail.Attendee(null, address)).toList();
    return this;
  }

  Mails plain(String text) {
    plain = text;
    return this;
  }

  Mails body(String html) {
    body = html;
    return this;
  }

  Mails inReplyTo(Object value) {
    inReplyTo = value;
    return this;
  }

  Mail mail() {
    return new Mail(
        "u1", "p1", messageId, "t1", date, "inbox", List.of("INBOX"), null, "Subject", body, plain, new Mail.Attendee("Ada", from), to, cc,
        null, List.of(), inReplyTo, headers, true);
  }
}
