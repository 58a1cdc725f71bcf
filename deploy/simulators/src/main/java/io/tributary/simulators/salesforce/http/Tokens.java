package io.tributary.simulators.salesforce.http;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/** The sessions that are open. */
final class Tokens {

  private final Map<String, Instant> issued = new ConcurrentHashMap<>();
  private final String organisation;
  private final Clock clock;

  Tokens(String organisation, Clock clock) {
    this.organisation = organisation;
    this.clock = clock;
  }

  String issue(Instant at) {
    var token = organisation.substring(0, 15) + "!" + UUID.randomUUID().toString().replace("-", "");
    issued.put(token, at);
    return token;
  }

  boolean isValid(String token, Duration life) {
    var at = issued.get(token);
    return at != null && clock.instant().isBefore(at.plus(life));
  }

  void expire() {
    issued.clear();
  }
}
