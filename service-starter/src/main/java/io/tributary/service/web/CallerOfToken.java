package io.tributary.service.web;

import java.util.Optional;
import java.util.Set;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationToken;

/** What a checked token says about its bearer. */
final class CallerOfToken {

  /** Empty where the token names no tenant, or not in a tenant's form. */
  static Optional<Tenant> tenant(Jwt token) {
    return Optional.ofNullable(token.getClaimAsString("tenant")).filter(Tenant::isValid).map(Tenant::new);
  }

  /** The bearer of the current request's token, which the security chain has let through. */
  static Caller current() {
    return SecurityContextHolder.getContext().getAuthentication() instanceof JwtAuthenticationToken authentication
        ? of(authentication.getToken())
        : notKnown();
  }

  private static Caller of(Jwt token) {
    var scope = token.getClaimAsString("scope");
    var subject = token.getSubject();
    return new Caller(
        subject == null ? "unknown" : subject,
        tenant(token).orElseGet(() -> notKnown().tenant()),
        scope == null || scope.isBlank() ? Set.of() : Set.of(scope.strip().split("\\s+")));
  }

  private static Caller notKnown() {
    throw new IllegalStateException("A parameter asks for the caller on a path that is open to all.");
  }

  private CallerOfToken() {}
}
