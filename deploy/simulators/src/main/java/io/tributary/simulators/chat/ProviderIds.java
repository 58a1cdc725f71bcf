package io.tributary.simulators.chat;

import io.tributary.simulators.mail.Ids;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Locale;

/** Ids as the networks themselves write them: hashes of what they name, so that they are the same after every start. */
final class ProviderIds {

  private static final int WHATSAPP_BYTES = 9;

  /** {@code 3EB04E080C9EDA200019D4}. */
  static String whatsAppMessage(String... parts) {
    return "3EB0" + HexFormat.of().formatHex(bytes(parts), 0, WHATSAPP_BYTES).toUpperCase(Locale.ROOT);
  }

  /** {@code 2-MTc3OTE5MDkwNTg3…}, of messages and chats. */
  static String linkedIn(String... parts) {
    return "2-" + Base64.getEncoder().encodeToString(Ids.of(parts).getBytes(StandardCharsets.US_ASCII));
  }

  static String linkedInMember(String slug) {
    return "ACoAA" + Ids.of("member", slug) + Ids.of("seat", slug).substring(0, 12);
  }

  static String group(String... parts) {
    return "1203" + number(parts) + "@g.us";
  }

  /** 12 digits. */
  static long number(String... parts) {
    return 100_000_000_000L + Math.floorMod(ByteBuffer.wrap(bytes(parts)).getLong(), 900_000_000_000L);
  }

  private static byte[] bytes(String... parts) {
    return Base64.getUrlDecoder().decode(Ids.of(parts));
  }

  private ProviderIds() {}
}
