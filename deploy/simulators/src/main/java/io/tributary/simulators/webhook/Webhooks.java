package io.tributary.simulators.webhook;

import io.tributary.simulators.webhook.Delivery.State;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import tools.jackson.databind.json.JsonMapper;

/** The registered webhooks, and everything that is or was on its way to them. */
public final class Webhooks implements AutoCloseable {

  private static final JsonMapper JSON = JsonMapper.shared();
  private static final int REMEMBERED = 5_000;
  private static final int OK = 200;

  private final Map<String, Webhook> registered = new ConcurrentSkipListMap<>();
  private final Map<String, WebhookQueue> queues = new ConcurrentHashMap<>();
  private final DeliveryFaults faults = new DeliveryFaults();
  private final ArrayDeque<Delivery> last = new ArrayDeque<>();
  private final LongAdder delivered = new LongAdder();
  private final LongAdder givenUp = new LongAdder();
  private final LongAdder lost = new LongAdder();
  private final Map<Delivery, ScheduledFuture<?>> retries = new ConcurrentHashMap<>();
  private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(
      Thread.ofPlatform().daemon().name("webhook-retries").factory());
  private final SendDelivery send = new SendDelivery();
  private final AtomicLong ids = new AtomicLong();
  private final RetryDelays delays;

  public Webhooks(RetryDelays delays) {
    this.delays = delays;
  }

  public void register(Webhook webhook) {
    queues.put(webhook.id(), new WebhookQueue(webhook.id(), this::attempt));
    registered.put(webhook.id(), webhook);
  }

  /** By their ids. */
  public Collection<Webhook> all() {
    return List.copyOf(registered.values());
  }

  /** What is on its way to it is dropped. False if there is none. */
  public boolean forget(String id) {
    Optional.ofNullable(queues.remove(id)).ifPresent(WebhookQueue::stop);
    return registered.remove(id) != null;
  }

  /** Tells all webhooks that want to hear of it. */
  public void tell(Event event) {
    registered.values().stream().filter(webhook -> webhook.wants(event)).forEach(webhook -> tell(webhook, event));
  }

  /** What can be asked to go wrong. */
  public DeliveryFaults faults() {
    return faults;
  }

  /** Sends what faults have kept back. */
  public void release() {
    queues.values().forEach(WebhookQueue::release);
  }

  /** Sends at once what waits to be tried again. */
  public void retryNow() {
    List.copyOf(retries.keySet()).forEach(this::retry);
  }

  /** The last 5,000, the oldest first. */
  public List<Delivery> deliveries() {
    synchronized (last) {
      return List.copyOf(last);
    }
  }

  /** How many have been delivered, given up and lost since the start. */
  public Map<State, Long> ended() {
    return Map.of(State.DELIVERED, delivered.sum(), State.GIVEN_UP, givenUp.sum(), State.LOST, lost.sum());
  }

  @Override
  public void close() {
    timer.shutdownNow();
    queues.values().forEach(WebhookQueue::stop);
    send.close();
  }

  private void tell(Webhook webhook, Event event) {
    var queue = queues.get(webhook.id());
    if (queue == null) {
      return; // forgotten meanwhile
    }
    var struck = faults.on(event);
    var delivery = delivery(webhook, struck == DeliveryRule.Kind.INCOMPLETE ? incomplete(event) : event);
    switch (struck) {
      case null -> queue.add(delivery);
      case INCOMPLETE -> queue.add(delivery);
      case LOSE -> end(delivery, State.LOST, lost);
      case HOLD -> queue.hold(delivery);
      case REORDER -> queue.letOvertake(delivery);
      case DUPLICATE -> {
        queue.add(delivery);
        queue.add(delivery(webhook, event));
      }
    }
  }

  private static Event incomplete(Event event) {
    var payload = new LinkedHashMap<>(event.payload());
    payload.replace("body", "");
    payload.replace("body_plain", "");
    payload.replace("is_complete", false);
    return new Event(event.source(), event.name(), event.account(), payload);
  }

  private Delivery delivery(Webhook webhook, Event event) {
    var delivery = new Delivery("d" + ids.incrementAndGet(), webhook, event, JSON.writeValueAsBytes(payload(webhook, event)));
    synchronized (last) {
      if (last.size() == REMEMBERED) {
        last.removeFirst();
      }
      last.addLast(delivery);
    }
    return delivery;
  }

  private static Map<String, Object> payload(Webhook webhook, Event event) {
    var payload = new LinkedHashMap<>(event.payload());
    payload.replace("webhook_name", webhook.name() == null ? "" : webhook.name());
    if (webhook.data().isEmpty()) {
      return payload;
    }
    var chosen = new LinkedHashMap<String, Object>();
    webhook.data().stream().filter(field -> payload.containsKey(field.key())).forEach(field -> chosen.put(field.name(), payload.get(field.key())));
    return chosen;
  }

  private void attempt(Delivery delivery) {
    int status;
    try {
      status = send.send(delivery);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return;
    }
    delivery.attempted(status);
    int attempts = delivery.statuses().size();
    if (status == OK) {
      end(delivery, State.DELIVERED, delivered);
    } else if (attempts > delays.delays().size()) {
      end(delivery, State.GIVEN_UP, givenUp);
    } else {
      delivery.become(State.RETRYING);
      retryAfter(delivery, delays.delays().get(attempts - 1));
    }
  }

  private void retryAfter(Delivery delivery, Duration delay) {
    synchronized (retries) { // before it is put down it must not begin
      try {
        retries.put(delivery, timer.schedule(() -> retry(delivery), delay.toMillis(), TimeUnit.MILLISECONDS));
      } catch (RejectedExecutionException _) {
        // the double is stopping
      }
    }
  }

  private void retry(Delivery delivery) {
    ScheduledFuture<?> scheduled;
    synchronized (retries) {
      scheduled = retries.remove(delivery);
    }
    var queue = queues.get(delivery.webhook().id());
    if (scheduled != null && queue != null) {
      scheduled.cancel(false);
      queue.add(delivery);
    }
  }

  private static void end(Delivery delivery, State state, LongAdder count) {
    delivery.become(state);
    count.increment();
  }
}
