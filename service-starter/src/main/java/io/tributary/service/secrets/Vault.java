package io.tributary.service.secrets;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.RegistryConfiguration;
import com.google.crypto.tink.TinkJsonProtoKeysetFormat;
import com.google.crypto.tink.aead.AeadConfig;
import com.google.crypto.tink.aead.PredefinedAeadParameters;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;

/**
 * Seals secrets with AES-256-GCM under the deployment's keyset (Google Tink). The primary key seals; every key of the set opens, so a key is
 * changed by adding one, making it primary, and sealing again what {@link #isCurrent} denies.
 *
 * <p>What is sealed belongs to its owner: it does not open under another owner's name, so a row copied to another tenant is worthless.
 */
public final class Vault {

  private static final int PREFIX = 5;

  static {
    try {
      AeadConfig.register();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Tink cannot be set up: " + e.getMessage(), e);
    }
  }

  private final KeysetHandle keys;
  private final Aead aead;

  private Vault(KeysetHandle keys) throws GeneralSecurityException {
    this.keys = keys;
    this.aead = keys.getPrimitive(RegistryConfiguration.get(), Aead.class);
  }

  /**
   * @param keyset Tink's JSON form, in the clear, as {@link #newKeyset} or the tool tinkey makes it
   * @throws IllegalArgumentException if it is none
   */
  public static Vault of(String keyset) {
    try {
      return new Vault(TinkJsonProtoKeysetFormat.parseKeyset(keyset, InsecureSecretKeyAccess.get()));
    } catch (GeneralSecurityException e) {
      throw new IllegalArgumentException("This is no keyset of Tink in JSON with an AEAD key: " + e.getMessage(), e);
    }
  }

  /** A new keyset of one key, as {@link #of} reads it. Whoever has it can open everything. */
  public static String newKeyset() {
    try {
      var keys = KeysetHandle.generateNew(PredefinedAeadParameters.AES256_GCM);
      return TinkJsonProtoKeysetFormat.serializeKeyset(keys, InsecureSecretKeyAccess.get());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  public byte[] seal(String secret, String owner) {
    try {
      return aead.encrypt(secret.getBytes(StandardCharsets.UTF_8), owner.getBytes(StandardCharsets.UTF_8));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Sealing failed: " + e.getMessage(), e);
    }
  }

  /** @throws CannotOpen if no key of the set opens it, or it belongs to another owner */
  public String open(byte[] sealed, String owner) {
    try {
      return new String(aead.decrypt(sealed, owner.getBytes(StandardCharsets.UTF_8)), StandardCharsets.UTF_8);
    } catch (GeneralSecurityException e) {
      throw new CannotOpen("What is sealed for " + owner + " does not open: its key is not in the keyset (tributary.secrets.keyset), or it is another's.", e);
    }
  }

  /** Whether the primary key sealed it; otherwise it should be sealed again. */
  public boolean isCurrent(byte[] sealed) {
    // Tink's output prefix: a byte 1, then the id of the key.
    return sealed.length > PREFIX && ByteBuffer.wrap(sealed, 1, Integer.BYTES).getInt() == keys.getPrimary().getId();
  }

  @Override
  public String toString() {
    return "Vault";
  }
}
