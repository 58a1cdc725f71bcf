package io.tributary.simulators.mail;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.james.mime4j.MimeException;
import org.apache.james.mime4j.stream.EntityState;
import org.apache.james.mime4j.stream.MimeConfig;
import org.apache.james.mime4j.stream.MimeTokenStream;
import org.apache.james.mime4j.stream.RecursionMode;
import org.jspecify.annotations.Nullable;

/** One pass over a message: what is text becomes text, every other part an attachment; an enclosed message is one attachment. */
final class ReadContent {

  private final MimeTokenStream tokens = new MimeTokenStream(MimeConfig.PERMISSIVE);
  private final List<HeaderField> header = new ArrayList<>();
  private final List<MailContent.Attachment> attachments = new ArrayList<>();
  private final StringBuilder plain = new StringBuilder();
  private final StringBuilder html = new StringBuilder();
  private final int wanted;
  private byte[] wantedBytes = new byte[0];
  private PartHeader part = new PartHeader();
  private int depth;

  private ReadContent(int wanted) {
    this.wanted = wanted;
    tokens.setRecursionMode(RecursionMode.M_NO_RECURSE);
  }

  static MailContent of(byte[] message) {
    var read = new ReadContent(-1);
    read.all(message);
    return read.content();
  }

  static byte[] attachment(byte[] message, int index) {
    var read = new ReadContent(index);
    read.all(message);
    return read.wantedBytes;
  }

  private void all(byte[] message) {
    try {
      tokens.parse(new ByteArrayInputStream(message));
      for (var state = tokens.getState(); state != EntityState.T_END_OF_STREAM; state = tokens.next()) {
        take(state);
      }
    } catch (IOException | MimeException e) {
      throw new IllegalStateException("A permissive parser of bytes in memory failed: " + e.getMessage(), e);
    }
  }

  private void take(EntityState state) {
    switch (state) {
      case T_START_HEADER -> part = new PartHeader();
      case T_FIELD -> {
        part.add(tokens.getField());
        if (depth == 0) {
          header.add(Headers.fieldOf(tokens.getField()));
        }
      }
      case T_START_BODYPART -> depth++;
      case T_END_BODYPART -> depth--;
      case T_BODY -> body(decodedBody());
      default -> { }
    }
  }

  private void body(byte[] bytes) {
    var mime = tokens.getBodyDescriptor().getMimeType();
    if (part.isAttachment(mime)) {
      if (attachments.size() == wanted) {
        wantedBytes = bytes;
      }
      attachments.add(new MailContent.Attachment(attachments.size(), part.fileName(mime), bytes.length, mime, part.contentId()));
      return;
    }
    var text = TextCharset.decode(bytes, tokens.getBodyDescriptor().getCharset());
    var texts = mime.equals("text/html") ? html : plain;
    texts.append(texts.isEmpty() ? "" : "\n").append(text);
  }

  /** Base64 or quoted-printable that breaks off gives what was readable. */
  private byte[] decodedBody() {
    var bytes = new ByteArrayOutputStream();
    try {
      tokens.getDecodedInputStream().transferTo(bytes);
    } catch (IOException _) {
      // broken encoding: the part ends here
    }
    return bytes.toByteArray();
  }

  private MailContent content() {
    var headers = new Headers(List.copyOf(header));
    @Nullable String htmlText = html.isEmpty() ? null : html.toString();
    var plainText = plain.isEmpty() && htmlText != null ? HtmlText.of(htmlText) : plain.toString();
    return new MailContent(
        headers.fields(), headers.addresses("From"), headers.addresses("To"), headers.addresses("Cc"), headers.addresses("Bcc"),
        headers.addresses("Reply-To"), headers.first("Subject").map(HeaderField::decoded).orElse(""), htmlText, plainText,
        List.copyOf(attachments));
  }
}
