package io.tributary.connectors.gmail;

import io.tributary.content.MailHeaders;
import java.time.Instant;
import java.util.Date;
import java.util.Optional;
import org.apache.james.mime4j.field.DateTimeFieldLenientImpl;
import org.apache.james.mime4j.stream.RawField;
import org.apache.james.mime4j.dom.field.DateTimeField;

/** The field Date, read as leniently as mime4j does. */
final class MailDate {

  static Optional<Instant> of(MailHeaders headers) {
    return headers.first("Date")
        .map(date -> (DateTimeField) DateTimeFieldLenientImpl.PARSER.parse(new RawField("Date", date), null))
        .map(DateTimeField::getDate)
        .map(Date::toInstant);
  }

  private MailDate() {}
}
