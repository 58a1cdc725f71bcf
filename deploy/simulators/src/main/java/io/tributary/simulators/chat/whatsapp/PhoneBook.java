package io.tributary.simulators.chat.whatsapp;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import io.tributary.simulators.chat.WhatsAppContact;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Whose numbers the names in exports are: {@code contacts.csv} with the columns name, phone, lid, hidden, of which only the first two are
 * needed. Strangers appear in exports under their number. Of a name that is not in it nobody knows the number: a lid is made up.
 */
final class PhoneBook {

  static final String FILE = "contacts.csv";

  private final Map<String, WhatsAppContact> byName = new LinkedHashMap<>();

  static PhoneBook in(Path folder) throws IOException {
    var book = new PhoneBook();
    var file = folder.resolve(FILE);
    if (Files.exists(file)) {
      try (var csv = CsvReader.builder().ofNamedCsvRecord(file)) {
        csv.forEach(row -> book.add(
            row.getField("name"), phone(row.getField("phone")), optional(row, "lid"), "true".equals(optional(row, "hidden"))));
      }
    }
    return book;
  }

  /** The one with that number, by whatever name; else that number under the name of You, as exports call their owner. */
  WhatsAppContact owner(String phone) {
    return byName.values().stream().filter(one -> phone.equals(one.phone())).findFirst().orElse(WhatsAppContact.of("You", phone));
  }

  WhatsAppContact named(String name) {
    var known = byName.get(name);
    if (known != null) {
      return known;
    }
    var digits = digits(name);
    return digits == null ? new WhatsAppContact(name, null, inventedLid(name), true) : WhatsAppContact.of(name, digits);
  }

  private void add(String name, @Nullable String phone, @Nullable String lid, boolean hidden) {
    byName.put(name, new WhatsAppContact(name, phone, lid, hidden));
  }

  private static @Nullable String optional(NamedCsvRecord row, String column) {
    return row.findField(column).filter(value -> !value.isBlank()).orElse(null);
  }

  private static @Nullable String phone(String written) {
    return written.isBlank() ? null : digits(written);
  }

  /** Of {@code +91 93693 58398}: its plus sign and digits; null if it is no number. */
  private static @Nullable String digits(String written) {
    return written.matches("\\+[\\d ()./-]{6,24}") ? '+' + written.replaceAll("\\D", "") : null;
  }

  private static String inventedLid(String name) {
    return Long.toString(200_000_000_000_000L + Math.floorMod(name.hashCode() * 1_000_003L, 99_999_999_999_999L));
  }
}
