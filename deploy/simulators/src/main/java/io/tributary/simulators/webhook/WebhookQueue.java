package io.tributary.simulators.webhook;

import io.tributary.simulators.webhook.Delivery.State;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Consumer;

/** What waits for one webhook. It is sent one after the other, so that only faults and retries change the order. */
final class WebhookQueue {

  private final LinkedBlockingQueue<Delivery> waiting = new LinkedBlockingQueue<>();
  private final List<Delivery> overtaken = new ArrayList<>();
  private final List<Delivery> held = new ArrayList<>();
  private final Thread worker;

  /** @param attempt is made for each delivery, on a thread of the queue's own */
  WebhookQueue(String id, Consumer<Delivery> attempt) {
    worker = Thread.ofVirtual().name("webhook-" + id).start(() -> work(attempt));
  }

  /** Behind everything that waits; whatever it was to be overtaken by follows it. */
  synchronized void add(Delivery delivery) {
    delivery.become(State.WAITING);
    waiting.add(delivery);
    overtaken.forEach(waiting::add);
    overtaken.forEach(one -> one.become(State.WAITING));
    overtaken.clear();
  }

  /** Until the next one is added. */
  synchronized void letOvertake(Delivery delivery) {
    delivery.become(State.HELD);
    overtaken.add(delivery);
  }

  synchronized void hold(Delivery delivery) {
    delivery.become(State.HELD);
    held.add(delivery);
  }

  synchronized void release() {
    var all = new ArrayList<>(held);
    all.addAll(overtaken);
    held.clear();
    overtaken.clear();
    all.forEach(this::add);
  }

  void stop() {
    worker.interrupt();
  }

  private void work(Consumer<Delivery> attempt) {
    try {
      while (!Thread.currentThread().isInterrupted()) {
        attempt.accept(waiting.take());
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }
}
