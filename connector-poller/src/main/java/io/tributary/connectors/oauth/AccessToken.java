package io.tributary.connectors.oauth;

import io.tributary.connectors.calls.PollFailed;
import io.tributary.connectors.calls.PollFailure;
import io.tributary.connectors.calls.Providers;
import io.tributary.connectors.connection.Credentials;
import io.tributary.connectors.poll.OpenConnection;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.util.LinkedMultiValueMap;

/**
 * A connection's access token: kept with its credentials until it runs out, then exchanged. What the exchange gave is stored before it is
 * used, since a rotating refresh token is good once.
 */
public final class AccessToken {

  private static final Duration MARGIN = Duration.ofMinutes(1);

  private final OpenConnection connection;
  private final TokenApi api;
  private final Clock time;
  private Credentials credentials;

  /** @param time the database's: until when a token is good is stored, and every replica reads it */
  public AccessToken(Providers providers, OpenConnection connection, URI tokenUrl, Clock time) {
    this.connection = connection;
    this.time = time;
    this.credentials = connection.credentials();
    this.api = providers.api(TokenApi.class, connection.key(), new TokenRules(tokenUrl), connection.share(), connection.count());
  }

  /** @throws PollFailed (ACCESS_DEAD) if no new one can be got */
  public synchronized String current() {
    var token = credentials.optional("access_token");
    return token == null || hasRunOut(credentials.optional("expires_at")) ? exchange() : token;
  }

  /** The token was refused before its time. */
  public synchronized boolean renew() {
    exchange();
    return true;
  }

  private String exchange() {
    var form = new LinkedMultiValueMap<String, String>();
    form.add("grant_type", "refresh_token");
    form.add("refresh_token", credentials.required("refresh_token"));
    form.add("client_id", credentials.required("client_id"));
    form.add("client_secret", credentials.required("client_secret"));
    var tokens = api.refresh(form);
    var access = tokens.accessToken();
    if (access == null) {
      throw new PollFailed(PollFailure.UNREADABLE, "The token endpoint gave no access token.");
    }
    var kept = new HashMap<>(credentials.secrets());
    kept.put("access_token", access);
    kept.put("expires_at", time.instant().plusSeconds(tokens.expiresIn() == null ? 300 : tokens.expiresIn()).toString());
    if (tokens.refreshToken() != null) {
      kept.put("refresh_token", tokens.refreshToken());
    }
    credentials = new Credentials(kept);
    connection.keepCredentials().accept(credentials);
    return access;
  }

  private boolean hasRunOut(@Nullable String at) {
    return at == null || Instant.parse(at).minus(MARGIN).isBefore(time.instant());
  }
}
