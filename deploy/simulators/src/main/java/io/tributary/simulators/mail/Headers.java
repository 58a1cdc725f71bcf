package io.tributary.simulators.mail;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.james.mime4j.MimeException;
import org.apache.james.mime4j.stream.EntityState;
import org.apache.james.mime4j.stream.Field;
import org.apache.james.mime4j.stream.MimeConfig;
import org.apache.james.mime4j.stream.MimeTokenStream;
import org.apache.james.mime4j.stream.RecursionMode;

/** The header of a message, in its order. */
record Headers(List<HeaderField> fields) {

  /** Of the message alone, not of its parts. */
  static Headers of(byte[] message) {
    var fields = new ArrayList<HeaderField>();
    var tokens = new MimeTokenStream(MimeConfig.PERMISSIVE);
    tokens.setRecursionMode(RecursionMode.M_FLAT);
    try {
      tokens.parse(new ByteArrayInputStream(message));
      for (var state = tokens.getState(); !isPastHeader(state); state = tokens.next()) {
        if (state == EntityState.T_FIELD) {
          fields.add(fieldOf(tokens.getField()));
        }
      }
    } catch (IOException | MimeException e) {
      throw new IllegalStateException("A permissive parser of bytes in memory failed: " + e.getMessage(), e);
    }
    return new Headers(List.copyOf(fields));
  }

  static HeaderField fieldOf(Field field) {
    var raw = new String(field.getRaw().toByteArray(), StandardCharsets.ISO_8859_1);
    var value = raw.substring(raw.indexOf(':') + 1).replace("\r", "").replace("\n", "");
    return new HeaderField(field.getName(), value.strip());
  }

  Optional<HeaderField> first(String name) {
    return all(name).findFirst();
  }

  Stream<HeaderField> all(String name) {
    return fields.stream().filter(field -> field.name().equalsIgnoreCase(name));
  }

  /** The addresses in all fields of that name. */
  List<MailAddress> addresses(String name) {
    return all(name).flatMap(field -> AddressHeader.addressesOf(field.bytes()).stream()).toList();
  }

  private static boolean isPastHeader(EntityState state) {
    return state == EntityState.T_END_HEADER || state == EntityState.T_END_OF_STREAM;
  }
}
