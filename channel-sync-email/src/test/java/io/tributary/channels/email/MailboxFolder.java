package io.tributary.channels.email;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/** Writes mailboxes for the simulator: a folder an owner, a file a mail. */
record MailboxFolder(Path root) {

  void mail(String owner, String id, Instant date, String from, String to, String... moreHeaders) {
    var headers = new StringBuilder()
        .append("Message-ID: <").append(id).append(">\r\n")
        .append("Date: ").append(DateTimeFormatter.RFC_1123_DATE_TIME.format(date.atOffset(ZoneOffset.UTC))).append("\r\n")
        .append("From: ").append(from).append("\r\n")
        .append("To: ").append(to).append("\r\n")
        .append("Subject: About ").append(id).append("\r\n");
    for (var header : moreHeaders) {
      headers.append(header).append("\r\n");
    }
    try {
      var folder = Files.createDirectories(root.resolve(owner));
      Files.writeString(folder.resolve(id.replaceAll("[^a-z0-9]", "-") + ".eml"), headers + "\r\nHello.\r\n");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
