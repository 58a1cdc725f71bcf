package io.tributary.service.kafka;

import java.util.Collection;
import java.util.concurrent.CompletableFuture;

/** Publishes events; see below. */
public final class EventPublisher {

  EventPublisher() {}

  public void publish(Collection<? extends Outgoing<?>> events) {
    throw new UnsupportedOperationException();
  }

  public CompletableFuture<Void> send(Outgoing<?> event) {
    throw new UnsupportedOperationException();
  }
}
