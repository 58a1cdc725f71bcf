package io.tributary.bench;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A figure with what is expected of it.
 *
 * @param aim null where it is only reported
 */
public record Figure(String name, double value, @Nullable Aim aim) {

  /** What a figure should be. */
  public sealed interface Aim {
    record AtMost(double limit) implements Aim {}

    record AtLeast(double limit) implements Aim {}
  }

  public static Figure atMost(String name, double value, double limit) {
    return new Figure(name, value, new Aim.AtMost(limit));
  }

  public static Figure atLeast(String name, double value, double limit) {
    return new Figure(name, value, new Aim.AtLeast(limit));
  }

  public static Figure reported(String name, double value) {
    return new Figure(name, value, null);
  }

  public boolean isMet() {
    return switch (aim) {
      case null -> true;
      case Aim.AtMost(var limit) -> value <= limit;
      case Aim.AtLeast(var limit) -> value >= limit;
    };
  }

  /** In words, as {@code <= 3}; null where nothing is expected. */
  public @Nullable String aimInWords() {
    return switch (aim) {
      case null -> null;
      case Aim.AtMost(var limit) -> "<= " + plain(limit);
      case Aim.AtLeast(var limit) -> ">= " + plain(limit);
    };
  }

  private static String plain(double limit) {
    return limit == Math.rint(limit) ? Long.toString((long) limit) : String.format(Locale.ROOT, "%s", limit);
  }
}
