package io.tributary.service.web;

import java.io.IOException;
import java.io.InputStream;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.security.authorization.AuthorityAuthorizationManager;
import org.springframework.security.authorization.AuthorizationDecision;
import org.springframework.security.authorization.AuthorizationManager;
import org.springframework.security.authorization.AuthorizationManagers;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.config.observation.SecurityObservationSettings;
import org.springframework.security.converter.RsaKeyConverters;
import org.springframework.security.oauth2.core.DelegatingOAuth2TokenValidator;
import org.springframework.security.oauth2.core.OAuth2TokenValidatorResult;
import org.springframework.security.oauth2.jose.jws.SignatureAlgorithm;
import org.springframework.security.oauth2.jwt.JwtClaimValidator;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtIssuerValidator;
import org.springframework.security.oauth2.jwt.JwtTimestampValidator;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationToken;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.intercept.RequestAuthorizationContext;

/**
 * Who may call what: the API with a token of a tenant, what erases and exports people with one that has the scope {@code privacy} too, {@code /internal}
 * with a service's, and a few open paths.
 */
@AutoConfiguration
@ConditionalOnWebApplication
@EnableConfigurationProperties(SecuritySettings.class)
public class SecurityAutoConfiguration {

  private static final String[] OPEN = {
    "/", "/index.html", "/favicon.ico", "/assets/**", "/error", "/openapi", "/openapi/**", "/webhooks/**",
    "/actuator/health", "/actuator/health/**", "/actuator/info", "/actuator/prometheus"
  };

  @Bean
  SecurityFilterChain security(HttpSecurity http, ProblemResponses problems) throws Exception {
    return http
        .csrf(csrf -> csrf.disable()) // tokens in a header, no cookies: there is nothing to forge with
        .sessionManagement(session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
        .authorizeHttpRequests(requests -> requests
            .requestMatchers(OPEN).permitAll()
            .requestMatchers("/internal/**").access(AuthorityAuthorizationManager.hasAuthority("SCOPE_internal"))
            .requestMatchers("/api/privacy/**")
                .access(AuthorizationManagers.allOf(ofATenant(), AuthorityAuthorizationManager.hasAuthority("SCOPE_privacy")))
            .requestMatchers("/api/**").access(ofATenant())
            .anyRequest().denyAll())
        .oauth2ResourceServer(server -> server
            .jwt(_ -> {})
            .authenticationEntryPoint(problems)
            .accessDeniedHandler(problems))
        .exceptionHandling(handling -> handling
            .authenticationEntryPoint(problems)
            .accessDeniedHandler(problems))
        .build();
  }

  private static AuthorizationManager<RequestAuthorizationContext> ofATenant() {
    return (caller, _) -> new AuthorizationDecision(
        caller.get() instanceof JwtAuthenticationToken token && CallerOfToken.tenant(token.getToken()).isPresent());
  }

  /** Requests are timed as a whole; nobody asks for how long each of the chain's filters took, and to tell is a tenth of a small request. */
  @Bean
  SecurityObservationSettings withoutFilterTimings() {
    return SecurityObservationSettings.noObservations();
  }

  @Bean
  JwtDecoder jwtDecoder(SecuritySettings settings) throws IOException {
    var location = settings.publicKey();
    if (location == null || !location.isReadable()) {
      throw new IllegalStateException(
          "tributary.security.public-key (TRIBUTARY_PUBLIC_KEY) must be where the PEM of the key that signs tokens is, such as file:/keys/public.pem; there is nothing at %s"
              .formatted(location));
    }
    try (InputStream pem = location.getInputStream()) {
      var key = RsaKeyConverters.x509().convert(pem);
      if (key == null) {
        throw new IllegalStateException("tributary.security.public-key holds no RSA public key in PEM");
      }
      var signature = NimbusJwtDecoder.withPublicKey(key).signatureAlgorithm(SignatureAlgorithm.RS256).build();
      signature.setJwtValidator(_ -> OAuth2TokenValidatorResult.success());
      return new RememberTokens(signature, new DelegatingOAuth2TokenValidator<>(
          ofLimitedTime(settings),
          new JwtIssuerValidator(settings.issuer()),
          new JwtClaimValidator<java.util.Collection<String>>("aud", audience -> audience != null && audience.contains(settings.audience()))));
    }
  }

  /** A token without an end would be good for ever, and nobody could take it back. */
  private static JwtTimestampValidator ofLimitedTime(SecuritySettings settings) {
    var validator = new JwtTimestampValidator(settings.clockSkew());
    validator.setAllowEmptyExpiryClaim(false);
    return validator;
  }
}
