package io.tributary.salesforce.connection;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The organisation of one tenant, from the environment: enough where there is one tenant, and for the command line. A connection that the
 * tenant stored by the API counts more.
 *
 * @param tenant whose it is; empty: nobody's
 * @param domain My Domain, {@code login}, {@code test} or a whole URL; empty: none
 */
@ConfigurationProperties("tributary.salesforce.org")
public record OrgSettings(
    @DefaultValue("") String tenant, @DefaultValue("") String domain, @DefaultValue("CLIENT_CREDENTIALS") Login login,
    @Nullable String clientId, @Nullable String clientSecret, @Nullable String username, @Nullable String password,
    @Nullable String securityToken, @Nullable String privateKey) {

  boolean isOf(String wanted) {
    return tenant.equals(wanted) && !domain.isBlank();
  }

  Connection connection() {
    return new Connection(tenant, Connection.loginUrl(domain), login,
        new Credentials(clientId, clientSecret, username, password, securityToken, privateKey), TenantOptions.NONE);
  }

  @Override
  public String toString() {
    return "OrgSettings of " + tenant;
  }
}
