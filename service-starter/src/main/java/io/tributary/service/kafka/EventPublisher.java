package io.tributary.service.kafka;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;

/**
 * Publishes events: Avro by the schema registry, CloudEvents headers, trace context; acknowledged by every replica in sync. Events of one
 * key keep their order. Any number of threads may use it.
 */
public final class EventPublisher {

  private final EncodeEvent encode;
  private final SendRecord producer;

  EventPublisher(EncodeEvent encode, SendRecord producer) {
    this.encode = encode;
    this.producer = producer;
  }

  /**
   * Sends all and waits until the broker has acknowledged every one, at most about 45 seconds.
   *
   * @throws PublishFailed if one was not acknowledged, or cannot be written; the rest may or may not have arrived
   */
  public void publish(Collection<? extends Outgoing<?>> events) {
    var sent = new ArrayList<CompletableFuture<Void>>(events.size());
    for (var event : events) {
      var acknowledged = send(event);
      sent.add(acknowledged);
      if (acknowledged.isCompletedExceptionally()) {
        // Without a broker each send blocks for a while; there is no use in trying the others.
        break;
      }
    }
    await(sent, events.size());
  }

  /**
   * Sends one. Blocks only while the broker's metadata is missing or the buffer is full (15 seconds at most).
   *
   * @return completes with the broker's acknowledgement, or exceptionally with the reason
   */
  public CompletableFuture<Void> send(Outgoing<?> event) {
    try {
      return producer.send(encode.encode(event));
    } catch (RuntimeException e) {
      return CompletableFuture.failedFuture(e);
    }
  }

  static void await(List<? extends Future<?>> sent, int expected) {
    int acknowledged = 0;
    Throwable failure = null;
    for (var each : sent) {
      try {
        each.get();
        acknowledged++;
      } catch (ExecutionException e) {
        failure = failure == null ? e.getCause() : failure;
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new PublishFailed("Interrupted while waiting for the broker's acknowledgements.", e);
      }
    }
    if (failure != null) {
      throw new PublishFailed("%d of %d events were acknowledged: %s".formatted(acknowledged, expected, Reason.of(failure).sentence()), failure);
    }
  }
}
