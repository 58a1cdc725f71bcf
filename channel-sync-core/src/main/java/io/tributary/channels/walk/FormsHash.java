package io.tributary.channels.walk;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/** Names a group of search forms by their content: a walk is continued for exactly the forms it was begun with. */
final class FormsHash {

  static String of(List<String> forms) {
    try {
      var digest = MessageDigest.getInstance("SHA-256");
      for (var form : forms.stream().sorted().toList()) {
        digest.update(form.getBytes(StandardCharsets.UTF_8));
        digest.update((byte) 0);
      }
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private FormsHash() {}
}
