package io.tributary.simulators.unipile;

import io.tributary.simulators.chat.Message;
import io.tributary.simulators.server.Request;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.james.mime4j.dom.Entity;
import org.apache.james.mime4j.dom.Multipart;
import org.apache.james.mime4j.dom.SingleBody;
import org.apache.james.mime4j.dom.field.ContentDispositionField;
import org.apache.james.mime4j.message.DefaultMessageBuilder;
import org.jspecify.annotations.Nullable;

/**
 * A body of {@code multipart/form-data}.
 *
 * @param texts of a field that is repeated, all values
 * @param files what was attached; their bytes are not kept
 */
record FormBody(Map<String, List<String>> texts, List<Message.Attachment> files) {

  static FormBody of(Request request) {
    var type = request.header("Content-Type");
    if (type == null || !type.startsWith("multipart/form-data")) {
      throw Errors.malformed("The body must be multipart/form-data.");
    }
    var form = new FormBody(new HashMap<>(), new ArrayList<>());
    try {
      var head = "Content-Type: %s\r\n\r\n".formatted(type).getBytes(StandardCharsets.US_ASCII);
      var whole = new SequenceInputStream(new ByteArrayInputStream(head), new ByteArrayInputStream(request.body()));
      if (new DefaultMessageBuilder().parseMessage(whole).getBody() instanceof Multipart parts) {
        for (var part : parts.getBodyParts()) {
          form.add(part);
        }
      }
      return form;
    } catch (IOException _) {
      throw Errors.malformed("The body is no multipart/form-data.");
    }
  }

  @Nullable String text(String name) {
    return texts.getOrDefault(name, List.of()).stream().findFirst().orElse(null);
  }

  String required(String name) {
    var text = text(name);
    if (text == null || text.isEmpty()) {
      throw Errors.missing(name);
    }
    return text;
  }

  /** What is written. */
  Message.Content content(String text) {
    return new Message.Content(text, null, files, null);
  }

  private void add(Entity part) throws IOException {
    if (!(part.getHeader().getField("Content-Disposition") instanceof ContentDispositionField disposition)
        || !(part.getBody() instanceof SingleBody body)) {
      return;
    }
    try (var in = body.getInputStream()) {
      var bytes = in.readAllBytes();
      if (disposition.getFilename() == null) {
        texts.computeIfAbsent(disposition.getParameter("name"), _ -> new ArrayList<>()).add(new String(bytes, StandardCharsets.UTF_8));
      } else {
        files.add(Message.Attachment.of(disposition.getFilename(), bytes.length));
      }
    }
  }
}
