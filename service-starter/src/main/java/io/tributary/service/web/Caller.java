package io.tributary.service.web;

import java.util.Set;

/**
 * Who makes a request, from its token. Declare it as a controller method's parameter.
 *
 * @param subject the token's subject: a user, or a service
 * @param scopes what the token was issued for
 */
public record Caller(String subject, Tenant tenant, Set<String> scopes) {

  public Caller {
    scopes = Set.copyOf(scopes);
  }
}
