package io.tributary.simulators.webhook;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** One event on its way to one webhook. */
public final class Delivery {

  /** Where it has got to. */
  public enum State {
    WAITING,
    /** Kept back by a fault until it is released, or until the next one has gone. */
    HELD,
    /** Refused, and to be tried again. */
    RETRYING,
    DELIVERED,
    /** Refused as often as it may be tried. */
    GIVEN_UP,
    /** A fault let it vanish. */
    LOST
  }

  private final String id;
  private final Webhook webhook;
  private final String event;
  private final String account;
  private final byte[] body;
  private final List<Integer> statuses = new CopyOnWriteArrayList<>();
  private volatile State state = State.WAITING;

  Delivery(String id, Webhook webhook, Event event, byte[] body) {
    this.id = id;
    this.webhook = webhook;
    this.event = event.name();
    this.account = event.account();
    this.body = body;
  }

  public String id() {
    return id;
  }

  public String event() {
    return event;
  }

  public String account() {
    return account;
  }

  public State state() {
    return state;
  }

  /** What every attempt was answered with, 0 where there was no answer. */
  public List<Integer> statuses() {
    return List.copyOf(statuses);
  }

  /** As it is sent. */
  public byte[] body() {
    return body.clone();
  }

  Webhook webhook() {
    return webhook;
  }

  void attempted(int status) {
    statuses.add(status);
  }

  void become(State next) {
    state = next;
  }
}
