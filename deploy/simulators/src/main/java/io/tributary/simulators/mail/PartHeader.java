package io.tributary.simulators.mail;

import java.util.Locale;
import org.apache.james.mime4j.codec.DecodeMonitor;
import org.apache.james.mime4j.field.ContentDispositionFieldLenientImpl;
import org.apache.james.mime4j.field.ContentTypeFieldLenientImpl;
import org.apache.james.mime4j.stream.Field;
import org.jspecify.annotations.Nullable;

/** What the header of a MIME part says about its being an attachment. */
final class PartHeader {

  private boolean isAttachment;
  private @Nullable String fileName;
  private @Nullable String contentId;

  void add(Field field) {
    switch (field.getName().toLowerCase(Locale.ROOT)) {
      case "content-disposition" -> {
        var disposition = ContentDispositionFieldLenientImpl.PARSER.parse(field, DecodeMonitor.SILENT);
        isAttachment = disposition.isAttachment();
        keep(disposition.getFilename());
      }
      case "content-type" -> keep(ContentTypeFieldLenientImpl.PARSER.parse(field, DecodeMonitor.SILENT).getParameter("name"));
      case "content-id" -> contentId = Headers.fieldOf(field).text().replaceAll("[<>]", "");
      default -> { }
    }
  }

  boolean isAttachment(String mime) {
    return isAttachment || fileName != null || !(mime.equals("text/plain") || mime.equals("text/html"));
  }

  String fileName(String mime) {
    if (fileName != null) {
      return fileName;
    }
    return mime.equals("message/rfc822") ? "message.eml" : "attachment";
  }

  @Nullable String contentId() {
    return contentId;
  }

  private void keep(@Nullable String name) {
    if (fileName == null && name != null && !name.isBlank()) {
      fileName = HeaderField.decoded(HeaderField.asText(name)).strip();
    }
  }
}
