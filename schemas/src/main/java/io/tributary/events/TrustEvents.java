package io.tributary.events;

import org.apache.avro.util.ClassSecurityValidator;
import org.jspecify.annotations.NullMarked;

/**
 * Lets Avro make objects of the event classes. Since version 1.12.2 it refuses every class that a schema names and nobody vouched for,
 * so that a foreign schema cannot make it load any class it likes; our own are harmless.
 */
@NullMarked
public final class TrustEvents {

  static {
    var before = ClassSecurityValidator.getGlobal();
    var events = TrustEvents.class.getPackageName();
    ClassSecurityValidator.setGlobal(ClassSecurityValidator.composite(before, type -> type.getPackageName().equals(events)));
  }

  /** Done once a JVM; any number of calls. Every way to an event begins with {@link Topic} or an identifier, which call it. */
  public static void once() {}

  private TrustEvents() {}
}
