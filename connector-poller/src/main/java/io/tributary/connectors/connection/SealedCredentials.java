package io.tributary.connectors.connection;

import io.tributary.connectors.ConnectionKey;
import io.tributary.service.secrets.Vault;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;
import java.util.Map;

/** Credentials as the column {@code connections.credentials} holds them. */
public final class SealedCredentials {

  private static final JsonMapper JSON = JsonMapper.shared();
  private static final TypeReference<Map<String, String>> SECRETS = new TypeReference<>() {};

  private final Vault vault;

  public SealedCredentials(Vault vault) {
    this.vault = vault;
  }

  public byte[] seal(ConnectionKey key, Credentials credentials) {
    return vault.seal(JSON.writeValueAsString(credentials.secrets()), key.toString());
  }

  /** @throws io.tributary.service.secrets.CannotOpen if the keyset does not hold their key */
  public Credentials open(ConnectionKey key, byte[] sealed) {
    return new Credentials(JSON.readValue(vault.open(sealed, key.toString()), SECRETS));
  }

  /** Whether they should be sealed again with the keyset's primary key. */
  public boolean areOld(byte[] sealed) {
    return !vault.isCurrent(sealed);
  }
}
