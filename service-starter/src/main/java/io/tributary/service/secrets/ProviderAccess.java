package io.tributary.service.secrets;

import java.net.URI;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a tenant's own contract with the provider opens. It travels sealed, in {@code TenantSettings.providerConfiguration}, and is opened
 * where a call is made.
 *
 * @param url scheme, host and port of the DSN, without a path
 * @param apiKey the access token
 */
public record ProviderAccess(URI url, String apiKey) {

  private static final JsonMapper JSON = JsonMapper.shared();

  public byte[] seal(Vault vault, String tenant) {
    return vault.seal(JSON.writeValueAsString(this), ownerOf(tenant));
  }

  /** @throws CannotOpen if no key of the set opens it, or it is another tenant's */
  public static ProviderAccess open(Vault vault, String tenant, byte[] sealed) {
    return JSON.readValue(vault.open(sealed, ownerOf(tenant)), ProviderAccess.class);
  }

  private static String ownerOf(String tenant) {
    return tenant + "|provider";
  }

  /** Without the key. */
  @Override
  public String toString() {
    return "ProviderAccess[url=" + url + "]";
  }
}
