package io.tributary.salesforce.connection;

import org.jspecify.annotations.Nullable;

/**
 * Secrets of a login; never printed.
 *
 * @param clientId the app's consumer key
 * @param clientSecret not for JWT bearer
 * @param username not for client credentials
 * @param password legacy login only
 * @param securityToken legacy login only: appended to the password
 * @param privateKey JWT bearer only: PKCS#8 in PEM
 */
public record Credentials(
    @Nullable String clientId, @Nullable String clientSecret, @Nullable String username, @Nullable String password,
    @Nullable String securityToken, @Nullable String privateKey) {

  @Override
  public String toString() {
    return "Credentials of " + clientId;
  }
}
