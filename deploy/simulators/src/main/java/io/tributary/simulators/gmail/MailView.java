package io.tributary.simulators.gmail;

import io.tributary.simulators.gmail.GmailMailbox.Arrived;
import io.tributary.simulators.mail.HeaderField;
import io.tributary.simulators.mail.Mail;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A mail as Gmail shows it: 64-bit numbers as strings, bodies in base64url. */
final class MailView {

  static Map<String, Object> minimal(Arrived arrived) {
    var mail = arrived.mail();
    var view = new LinkedHashMap<String, Object>();
    view.put("id", GmailMailbox.idOf(mail));
    view.put("threadId", GmailMailbox.threadOf(mail));
    view.put("labelIds", labels(mail));
    view.put("historyId", String.valueOf(arrived.historyId()));
    view.put("internalDate", String.valueOf(mail.date().toEpochMilli()));
    return view;
  }

  static Map<String, Object> full(Arrived arrived) {
    var content = arrived.mail().content();
    var view = minimal(arrived);
    view.put("snippet", content.plain().substring(0, Math.min(100, content.plain().length())).replaceAll("\\s+", " "));
    view.put("sizeEstimate", (int) Math.min(Integer.MAX_VALUE, content.weight()));
    var parts = new ArrayList<Map<String, Object>>();
    parts.add(text("0", "text/plain", content.plain()));
    if (content.html() != null) {
      parts.add(text("1", "text/html", content.html()));
    }
    content.attachments().forEach(attachment -> parts.add(part(String.valueOf(parts.size()), attachment.mime(), attachment.name(), List.of(),
        Map.of("size", attachment.size(), "attachmentId", "ANGj" + attachment.index()))));
    var payload = part("", "multipart/mixed", "", content.headers().stream().map(MailView::header).toList(), Map.of("size", 0));
    payload.put("parts", parts);
    view.put("payload", payload);
    return view;
  }

  static List<String> labels(Mail mail) {
    return switch (mail.role()) {
      case "sent" -> List.of("SENT");
      case "drafts" -> List.of("DRAFT");
      case "spam" -> List.of("SPAM");
      case "trash" -> List.of("TRASH");
      default -> List.of("INBOX");
    };
  }

  private static Map<String, Object> text(String id, String mime, String text) {
    var bytes = text.getBytes(StandardCharsets.UTF_8);
    return part(id, mime, "", List.of(Map.of("name", "Content-Type", "value", mime + "; charset=\"UTF-8\"")),
        Map.of("size", bytes.length, "data", Base64.getUrlEncoder().encodeToString(bytes)));
  }

  private static Map<String, Object> part(String id, String mime, String filename, List<Map<String, String>> headers, Map<String, Object> body) {
    var part = new LinkedHashMap<String, Object>();
    part.put("partId", id);
    part.put("mimeType", mime);
    part.put("filename", filename);
    part.put("headers", headers);
    part.put("body", body);
    return part;
  }

  private static Map<String, String> header(HeaderField field) {
    return Map.of("name", field.name(), "value", field.text());
  }

  private MailView() {}
}
