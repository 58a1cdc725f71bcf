package io.tributary.service.secrets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.TinkJsonProtoKeysetFormat;
import com.google.crypto.tink.aead.PredefinedAeadParameters;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import org.junit.jupiter.api.Test;

class VaultTest {

  private final String keyset = Vault.newKeyset();
  private final Vault vault = Vault.of(keyset);

  @Test
  void whatIsSealedOpensForItsOwnerAlone() {
    var sealed = vault.seal("xoxb-secret", "acme|slack|T1");

    assertThat(new String(sealed, StandardCharsets.ISO_8859_1)).doesNotContain("xoxb");
    assertThat(Vault.of(keyset).open(sealed, "acme|slack|T1")).isEqualTo("xoxb-secret");
    assertThatExceptionOfType(CannotOpen.class).isThrownBy(() -> vault.open(sealed, "globex|slack|T1"))
        .withMessageNotContaining("xoxb");
  }

  @Test
  void anOldKeyStillOpensUntilTheSecretIsSealedAgain() throws GeneralSecurityException {
    var sealed = vault.seal("secret", "acme");

    var rotated = Vault.of(rotated());

    assertThat(vault.isCurrent(sealed)).isTrue();
    assertThat(rotated.open(sealed, "acme")).isEqualTo("secret");
    assertThat(rotated.isCurrent(sealed)).isFalse();
    var again = rotated.seal("secret", "acme");
    assertThat(rotated.isCurrent(again)).isTrue();
    assertThatExceptionOfType(CannotOpen.class).isThrownBy(() -> vault.open(again, "acme"));
  }

  @Test
  void whatIsNoKeysetIsRefused() {
    assertThatIllegalArgumentException().isThrownBy(() -> Vault.of("{}")).withMessageContaining("no keyset of Tink");
  }

  private String rotated() throws GeneralSecurityException {
    var old = TinkJsonProtoKeysetFormat.parseKeyset(keyset, InsecureSecretKeyAccess.get());
    var keys = KeysetHandle.newBuilder(old)
        .addEntry(KeysetHandle.generateEntryFromParameters(PredefinedAeadParameters.AES256_GCM).withRandomId().makePrimary())
        .build();
    return TinkJsonProtoKeysetFormat.serializeKeyset(keys, InsecureSecretKeyAccess.get());
  }
}
