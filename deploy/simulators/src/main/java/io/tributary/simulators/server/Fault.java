package io.tributary.simulators.server;

import org.jspecify.annotations.Nullable;

/** Consulted before each request of the API is handled: where it returns an answer, that goes out instead. */
@FunctionalInterface
public interface Fault {

  Fault NONE = request -> null;

  @Nullable Answer insteadOf(Request request);
}
