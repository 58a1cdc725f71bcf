package io.tributary.simulators.webhook;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * What goes wrong with deliveries. What is null is not asked for.
 *
 * @param event only deliveries of this event
 * @param account only those of this account
 * @param times ends after so many, 1 or more; without it, when it is cleared
 * @param share of those that fit, more than 0 and at most 1; without it, all
 * @param seed decides which the share is
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record DeliveryRule(
    Kind kind, @Nullable String event, @Nullable String account, @Nullable Integer times, @Nullable Double share, @Nullable Long seed) {

  /** What goes wrong. */
  public enum Kind {
    /** It is never sent. */
    LOSE,
    /** It is sent twice. */
    DUPLICATE,
    /** It is kept back until it is released. */
    HOLD,
    /** The next one of its webhook overtakes it. */
    REORDER,
    /** A mail comes without its text, and says so. */
    INCOMPLETE
  }

  public DeliveryRule {
    if ((Object) kind == null) {
      throw new IllegalArgumentException("kind is needed.");
    }
    if (times != null && times < 1) {
      throw new IllegalArgumentException("times must be 1 or more.");
    }
    if (share != null && (share <= 0 || share > 1)) {
      throw new IllegalArgumentException("share must be more than 0 and at most 1.");
    }
  }

  public static DeliveryRule of(Kind kind) {
    return new DeliveryRule(kind, null, null, null, null, null);
  }

  public DeliveryRule event(String event) {
    return new DeliveryRule(kind, event, account, times, share, seed);
  }

  public DeliveryRule account(String account) {
    return new DeliveryRule(kind, event, account, times, share, seed);
  }

  public DeliveryRule times(int times) {
    return new DeliveryRule(kind, event, account, times, share, seed);
  }

  public DeliveryRule share(double share, long seed) {
    return new DeliveryRule(kind, event, account, times, share, seed);
  }

  boolean concerns(Event about) {
    return (event == null || event.equals(about.name())) && (account == null || account.equals(about.account()));
  }
}
