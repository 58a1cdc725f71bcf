package io.tributary.connectors.connection;

import io.tributary.service.web.Problem;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A connection's secrets by name, as {@code token}. Never logged, never given back. */
public record Credentials(Map<String, String> secrets) {

  public Credentials {
    secrets = Map.copyOf(secrets);
  }

  /** @throws Problem 422 if it is missing, since it came from a request */
  public String required(String name) {
    var secret = secrets.get(name);
    if (secret == null || secret.isBlank()) {
      throw Problem.invalid("credentials." + name, "is needed to connect.");
    }
    return secret;
  }

  public @Nullable String optional(String name) {
    return secrets.get(name);
  }

  @Override
  public String toString() {
    return "Credentials" + secrets.keySet();
  }
}
