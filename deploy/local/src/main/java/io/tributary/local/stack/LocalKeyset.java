package io.tributary.local.stack;

import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.TinkJsonProtoKeysetFormat;
import com.google.crypto.tink.aead.AeadConfig;
import com.google.crypto.tink.aead.PredefinedAeadParameters;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;

/** The keys that services seal others' credentials with (a keyset of Google Tink, in JSON): the stack makes its own. */
public final class LocalKeyset {

  /**
   * The stack's keyset.
   *
   * @param folder where it lies; made there if it is missing
   */
  public static Path in(Path folder) throws IOException {
    var file = folder.resolve("keyset.json");
    if (!Files.exists(file)) {
      Files.createDirectories(folder);
      Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
      Files.writeString(file, generate());
    }
    return file;
  }

  /** A new one, of one key. */
  public static String generate() {
    try {
      AeadConfig.register();
      return TinkJsonProtoKeysetFormat.serializeKeyset(
          KeysetHandle.generateNew(PredefinedAeadParameters.AES256_GCM), InsecureSecretKeyAccess.get());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Tink cannot make a key: " + e.getMessage(), e);
    }
  }

  private LocalKeyset() {}
}
