package io.tributary.simulators.salesforce;

import io.tributary.simulators.salesforce.http.Behaviour;
import io.tributary.simulators.salesforce.http.Login;
import io.tributary.simulators.salesforce.org.OrgSize;
import java.time.Clock;

/**
 * What is simulated.
 *
 * @param port 0 for any that is free
 * @param seed the same seed and size give the same organisation
 * @param clock tells the time of tokens, jobs and changes; the {@code Date} of answers is always the machine's
 */
public record SalesforceOptions(int port, OrgSize size, long seed, Login login, Behaviour behaviour, Clock clock) {

  public static final long DEFAULT_SEED = 20261121;

  /** On a free port, with the login that everybody knows. */
  public static SalesforceOptions of(OrgSize size) {
    return new SalesforceOptions(0, size, DEFAULT_SEED, Login.standard(), Behaviour.standard(), Clock.systemUTC());
  }

  public SalesforceOptions withPort(int port) {
    return new SalesforceOptions(port, size, seed, login, behaviour, clock);
  }

  public SalesforceOptions withSeed(long seed) {
    return new SalesforceOptions(port, size, seed, login, behaviour, clock);
  }

  public SalesforceOptions withLogin(Login login) {
    return new SalesforceOptions(port, size, seed, login, behaviour, clock);
  }

  public SalesforceOptions withBehaviour(Behaviour behaviour) {
    return new SalesforceOptions(port, size, seed, login, behaviour, clock);
  }

  public SalesforceOptions withClock(Clock clock) {
    return new SalesforceOptions(port, size, seed, login, behaviour, clock);
  }
}
