package io.tributary.connectors.oauth;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.service.annotation.PostExchange;

/** The token endpoint of OAuth 2.0 (RFC 6749, section 6). */
interface TokenApi {

  @PostExchange(contentType = MediaType.APPLICATION_FORM_URLENCODED_VALUE)
  Tokens refresh(@RequestBody MultiValueMap<String, String> form);

  record Tokens(
      @JsonProperty("access_token") @Nullable String accessToken, @JsonProperty("refresh_token") @Nullable String refreshToken,
      @JsonProperty("expires_in") @Nullable Long expiresIn) {}
}
