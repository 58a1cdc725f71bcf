package io.tributary.service.web;

import org.springframework.security.oauth2.core.OAuth2TokenValidator;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtValidationException;
import org.springframework.util.ConcurrentLruCache;

/**
 * Verifies the signature of a token once: a caller sends the same one with each request, and the key does not change while the service runs. Whether it
 * still holds is asked with every request.
 */
final class RememberTokens implements JwtDecoder {

  /** Of a few KB each; who was not seen for longest goes first. */
  private static final int AT_MOST = 1_000;

  private final ConcurrentLruCache<String, Jwt> signed;
  private final OAuth2TokenValidator<Jwt> validator;

  /**
   * @param signature refuses what our key did not sign; nothing is remembered of that
   * @param validator of all else, its time first
   */
  RememberTokens(JwtDecoder signature, OAuth2TokenValidator<Jwt> validator) {
    this.signed = new ConcurrentLruCache<>(AT_MOST, signature::decode);
    this.validator = validator;
  }

  @Override
  public Jwt decode(String token) {
    var jwt = signed.get(token);
    var found = validator.validate(jwt);
    if (found.hasErrors()) {
      var errors = found.getErrors();
      throw new JwtValidationException("The token is not valid: " + errors.iterator().next().getDescription(), errors);
    }
    return jwt;
  }
}
