package io.tributary.salesforce.connection;

import java.net.URI;

/**
 * A tenant's Salesforce organisation.
 *
 * @param loginUrl where tokens are asked for
 */
public record Connection(String tenant, URI loginUrl, Login login, Credentials credentials, TenantOptions options) {

  /** Name of the login servers, or an organisation's My Domain, or a whole URL. */
  public static URI loginUrl(String domain) {
    return URI.create(switch (domain) {
      case "login" -> "https://login.salesforce.com";
      case "test" -> "https://test.salesforce.com";
      default -> domain.contains("://") ? domain.replaceFirst("/+$", "")
          : "https://" + (domain.contains(".") ? domain : domain + ".my.salesforce.com");
    });
  }
}
